/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import java.nio.file.Path;
import java.util.Optional;

/** Where the classifier of the pictures is when nobody names a file. */
@ApiStatus.Experimental(since = "0.1")
public interface ClassifierFiles {
  /** The usual name of the file. */
  String NAME = "classifier.safetensors";

  /**
   * Looks for a classifier.
   *
   * @param model the model that the user chose
   * @return its weights, if there are any
   */
  Optional<Path> find(ModelChoice model);
}
