/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.models.network.Projection;

/** The approximation 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) of the GELU. */
final class Gelu {
  private static final float SCALE = (float) Math.sqrt(2 / Math.PI);
  private static final float CUBE = 0.044715f;

  private Gelu() {}

  static NDArray apply(Projection.Gelu gelu, NDArray x) {
    return gelu == Projection.Gelu.ERF ? x.getNDArrayInternal().gelu() : apply(x);
  }

  /** Returns a new array of the manager of {@code x}. */
  static NDArray apply(NDArray x) {
    NDArray inner = x.mul(x).mul(x).muli(CUBE).addi(x).muli(SCALE);
    return inner.tanh().addi(1).muli(x).muli(0.5f);
  }
}
