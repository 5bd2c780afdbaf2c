/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.ZiparException;
import io.zipar.models.spi.PackagedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The classifier in the folder of the model, or among the files of a packaged one. */
@ApiStatus.Experimental(since = "0.1")
public final class ClassifierBesideModel implements ClassifierFiles {
  /** Creates the finder. */
  public ClassifierBesideModel() {}

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
