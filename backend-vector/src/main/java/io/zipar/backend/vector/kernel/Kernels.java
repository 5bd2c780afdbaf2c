/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Layout;
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
   * The layout of a {@link Matrix} for these kernels.
   *
   * @param dtype of its elements
   * @return the one that is read fastest
   */
  Layout layout(Dtype dtype);

  /**
   * The layout of rows that are no {@link Matrix}.
   *
   * @return bands of a single stream
   */
  Layout bands();

  /**
   * Multiplies some rows of a matrix with all columns, overwriting the result.
   *
   * @param matrix the weights, in the {@link #layout} of their dtype
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
   * Rounds a number of rows up for a product without a {@link Matrix}.
   *
   * @param rows number of rows
   * @return a multiple of the rows that such a product computes at a time and of {@link
   *     Matrix#PANEL}
   */
  int paddedRows(int rows);

  /**
   * Multiplies rows that are no {@link Matrix}, but stand in {@link #bands}, with some columns,
   * overwriting the result.
   *
   * @param bands where the bands stand, {@code steps} x rows words each
   * @param from index of the first word
   * @param bandStride from one band to the next
   * @param rows number of rows, as {@link #paddedRows} rounds
   * @param steps words of a row: as many inputs, or half as many where a word has two
   * @param inputs input i of column c stands at {@code c * inputStride + i}
   * @param inputStride at least the number of inputs
   * @param columns number of columns
   * @param target receives row r of column c at {@code c * stride + r}
   * @param stride at least {@code rows}
   */
  void product(
      Bands bands,
      int from,
      int bandStride,
      int rows,
      int steps,
      float[] inputs,
      int inputStride,
      int columns,
      float[] target,
      int stride);

  /**
   * The output channels that a convolution computes at a time.
   *
   * @return 4 or 6
   */
  int convolutionChannels();

  /**
   * Convolves a strip of pixels: target = bias + sum over taps and input channels, in groups of
   * {@link #convolutionChannels}.
   *
   * @param strip what to compute
   */
  void convolve(ConvolutionStrip strip);

  /**
   * Adds values to others.
   *
   * @param target where the sums stand
   * @param to index of the first
   * @param source what is added
   * @param from index of the first
   * @param count a multiple of {@link Matrix#PANEL}
   */
  void add(float[] target, int to, float[] source, int from, int count);

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
