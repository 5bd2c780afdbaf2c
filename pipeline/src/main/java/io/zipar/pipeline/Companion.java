/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ZiparException;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.output.SystemReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that belongs to a model and that generating does not need. */
final class Companion {
  private Companion() {}

  static Optional<Path> find(ModelPlace place, String name) {
    if (place.packaged().isPresent()) {
      return unpacked(place.packaged().get(), name);
    }
    return place
        .path()
        .map(path -> Files.isDirectory(path) ? path.resolve(name) : path.resolveSibling(name))
        .filter(Files::isRegularFile);
  }

  private static Optional<Path> unpacked(PackagedModel model, String name) {
    if (!model.files().contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = model.open(name)) {
      Path file = Files.createTempFile("zipar-", "-" + name);
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(file);
    } catch (IOException e) {
      throw new ZiparException(
          "model '" + model.name() + "': " + name + " cannot be unpacked: " + SystemReason.of(e),
          e);
    }
  }
}
