/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.wiring;

import io.zipar.ZiparException;
import io.zipar.examples.run.ClassifierFiles;
import io.zipar.examples.run.ModelChoice;
import io.zipar.models.spi.PackagedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The classifier in the folder of the model, or among the files of a packaged one. */
final class ClassifierBesideModel implements ClassifierFiles {
  @Override
  public Optional<Path> find(ModelChoice model) {
    if (model.packaged().isPresent()) {
      return unpacked(model.packaged().get());
    }
    return model
        .model()
        .map(path -> Files.isDirectory(path) ? path.resolve(NAME) : path.resolveSibling(NAME))
        .filter(Files::isRegularFile);
  }

  private static Optional<Path> unpacked(PackagedModel model) {
    if (!model.files().contains(NAME)) {
      return Optional.empty();
    }
    try (InputStream in = model.open(NAME)) {
      Path file = Files.createTempFile("zipar-classifier", ".safetensors");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(file);
    } catch (IOException e) {
      throw new ZiparException(
          "model '" + model.name() + "': its classifier cannot be unpacked: " + e.getMessage(), e);
    }
  }
}
