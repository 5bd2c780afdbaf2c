/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;

/**
 * The inner loops of all networks. Implementations agree to the last bit: every sum is one chain of
 * fused multiply-adds in the order of the inputs, whatever the number of columns, rows or threads.
 * So a token's logits do not depend on what else is in its batch. Stateless, safe for several
 * threads; allocate nothing.
 */
public interface Kernels {
  /**
   * Says what computes.
   *
   * @return a few words for the log, for example {@code Vector API, 256 bits}
   */
  String describe();

  /**
   * Makes columns of a grouping that these kernels take.
   *
   * @return empty columns
   */
  Columns columns();

  /**
   * The rows of a {@link Matrix} band that these kernels take.
   *
   * @return a divisor of {@link Matrix#PANEL}
   */
  int lanes();

  /**
   * Multiplies some rows of a matrix with all columns, overwriting the result.
   *
   * @param matrix the weights, in bands of {@link #lanes}
   * @param fromPair first pair of panels
   * @param toPair end of the pairs, exclusive
   * @param columns the activations, of {@link Matrix#paddedInputs} values each
   * @param target receives row r of column c at {@code c * stride + r}, in full pairs and for full
   *     groups of columns
   * @param stride at least {@link Matrix#paddedRows}
   */
  void product(
      Matrix matrix, int fromPair, int toPair, Columns columns, float[] target, int stride);

  /**
   * Multiplies float32 panels that are no {@link Matrix}, with which they share the layout, with
   * all columns, overwriting the result.
   *
   * @param panels where the panels stand, in bands of {@link #lanes}
   * @param from index of the first
   * @param panelStride from one panel to the next
   * @param pairs number of pairs of panels
   * @param steps number of inputs
   * @param columns the activations, of at least {@code steps} values each
   * @param target receives row r of column c at {@code c * stride + r}
   * @param stride at least {@link Matrix#PAIR} x pairs
   */
  void product(
      float[] panels,
      int from,
      int panelStride,
      int pairs,
      int steps,
      Columns columns,
      float[] target,
      int stride);

  /**
   * Convolves strips of pixels, four output channels at a time: target = bias + sum over taps and
   * input channels.
   *
   * @param strip what to compute
   */
  void convolve(ConvolutionStrip strip);

  /**
   * Finds the greatest value.
   *
   * @param values where they stand
   * @param from index of the first
   * @param count a multiple of {@link Matrix#PANEL}, at least one
   * @return the greatest
   */
  float greatest(float[] values, int from, int count);

  /**
   * Replaces x by the exponential of x factor + offset, see {@link ExpPolynomial}.
   *
   * @param values where they stand
   * @param from index of the first
   * @param count a multiple of {@link Matrix#PANEL}
   * @param factor multiplied first
   * @param offset added then
   */
  void exp(float[] values, int from, int count, float factor, float offset);
}
