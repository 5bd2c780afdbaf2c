/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.models.spi.PackagedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** The models that come along. */
final class Packaged {
  private Packaged() {}

  static PackagedModel model(String name) {
    return ServiceLoader.load(PackagedModel.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Unpacks a model.
   *
   * @param folder where its folder is made
   * @return the folder
   */
  static Path unpacked(String name, Path folder) throws IOException {
    PackagedModel model = model(name);
    Path target = Files.createDirectories(folder.resolve(name));
    for (String file : model.files()) {
      if (!Files.exists(target.resolve(file))) {
        try (InputStream in = model.open(file)) {
          Files.copy(in, target.resolve(file));
        }
      }
    }
    return target;
  }
}
