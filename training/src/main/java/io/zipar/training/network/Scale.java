/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Multiplication by a number. {@code NDArray.mul(Number)} must not be differentiated: DJL puts the
 * number into memory of the JVM and lets go of it at once, while the gradient still needs it.
 */
public final class Scale {
  private Scale() {}

  /**
   * Multiplies.
   *
   * @param array float32
   * @param factor any number
   * @return a new array of the same manager
   */
  public static NDArray by(NDArray array, double factor) {
    return array.mul(array.getManager().full(new Shape(1), (float) factor));
  }
}
