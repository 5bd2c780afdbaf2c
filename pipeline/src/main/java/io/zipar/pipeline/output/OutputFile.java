/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the content of one file. */
@FunctionalInterface
@ApiStatus.Experimental(since = "0.1")
public interface OutputFile {
  /**
   * Writes everything.
   *
   * @param target where to; the caller closes it
   * @throws IOException if writing fails
   */
  void writeTo(OutputStream target) throws IOException;
}
