/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A small model that comes as a jar: the files of a checkpoint folder, by name. Found by {@link
 * java.util.ServiceLoader}. Implementations are immutable and safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface PackagedModel {
  /**
   * The name that users give in place of a path.
   *
   * @return lower case letters, digits and hyphens, for example {@code scenes}
   */
  String name();

  /**
   * What the model paints.
   *
   * @return one line
   */
  String describe();

  /**
   * Names of the classes.
   *
   * @return the name of each class label, in their order; empty where they have none
   */
  List<String> classNames();

  /**
   * The files of the checkpoint folder.
   *
   * @return plain file names, for example {@code config.json} and {@code model.safetensors}
   */
  List<String> files();

  /**
   * Opens a file.
   *
   * @param file one of {@link #files()}
   * @return its content, closed by the caller
   * @throws IOException if it cannot be read
   */
  InputStream open(String file) throws IOException;
}
