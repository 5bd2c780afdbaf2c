/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.wiring;

import io.zipar.examples.run.ClassifierFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The classifier in the folder of the model. */
final class ClassifierBesideModel implements ClassifierFiles {
  @Override
  public Optional<Path> find(Optional<Path> model) {
    return model
        .map(path -> Files.isDirectory(path) ? path.resolve(NAME) : path.resolveSibling(NAME))
        .filter(Files::isRegularFile);
  }
}
