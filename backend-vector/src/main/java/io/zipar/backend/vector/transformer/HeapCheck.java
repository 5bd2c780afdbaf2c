/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.InvalidInputException;
import io.zipar.backend.vector.weights.Dtype;

/** Says before loading that a model cannot fit, instead of an OutOfMemoryError in its midst. */
final class HeapCheck {
  private static final long MEBIBYTE = 1L << 20;

  /** Room for a cache and for what the collector needs. */
  private static final double MARGIN = 1.2;

  private HeapCheck() {}

  static void require(String model, Dtype dtype, long bytes) {
    long most = Runtime.getRuntime().maxMemory();
    if (bytes > most) {
      throw new InvalidInputException(
          model
              + " takes "
              + bytes / MEBIBYTE
              + " MiB of the Java heap in "
              + dtype.label()
              + ", which is limited to "
              + most / MEBIBYTE
              + " MiB: start java with -Xmx"
              + Math.round(bytes * MARGIN / MEBIBYTE)
              + "m"
              + (dtype == Dtype.INT8 ? "" : ", or choose a narrower dtype"));
    }
  }
}
