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
import java.util.stream.Stream;

/**
 * Kernels for the time until the JIT has compiled those on the Vector API. Interpreted, a vector is
 * an object: the first pass of a small model then takes longer than loading it. So scalar kernels,
 * which are compiled at once, do a part until those on vectors are faster. Since all kernels agree
 * to the last bit, who did what does not show in a result.
 *
 * <p>Safe for several threads.
 */
public final class WarmingKernels implements Kernels {
  private final Kernels vectors;
  private final Kernels scalars;

  /** One for each tile of products, which are compiled one by one: by the columns of a group. */
  private final Race[] products = races(Columns.LARGE);

  /** Likewise for products without a matrix, whose widest tile has five columns. */
  private final Race[] bandProducts = races(5);

  private final Race exponentials = new Race();

  /**
   * Creates kernels that are cold.
   *
   * @param vectors fast once they are compiled; say how memory is laid out
   */
  public WarmingKernels(Kernels vectors) {
    this.vectors = vectors;
    this.scalars = new ScalarKernels(vectors.bands().rows());
  }

  private static Race[] races(int last) {
    return Stream.generate(Race::new).limit(last + 1L).toArray(Race[]::new);
  }

  @Override
  public String describe() {
    return vectors.describe();
  }

  @Override
  public Columns columns() {
    return vectors.columns();
  }

  @Override
  public Layout layout(Dtype dtype) {
    return vectors.layout(dtype);
  }

  @Override
  public Layout bands() {
    return vectors.bands();
  }

  @Override
  public int paddedRows(int rows) {
    return vectors.paddedRows(rows);
  }

  @Override
  public void product(
      Matrix matrix, int fromPair, int toPair, Columns columns, float[] target, int stride) {
    Race race = products[columns.width(0)];
    boolean byVectors = race.isSecondsTurn();
    long begun = race.begin();
    (byVectors ? vectors : scalars).product(matrix, fromPair, toPair, columns, target, stride);
    race.end(byVectors, begun, (double) (toPair - fromPair) * matrix.steps() * columns.count());
  }

  @Override
  public void product(
      Bands bands,
      int from,
      int bandStride,
      int rows,
      int steps,
      float[] inputs,
      int inputStride,
      int columns,
      float[] target,
      int stride) {
    Race race = bandProducts[Math.min(columns, bandProducts.length - 1)];
    boolean byVectors = race.isSecondsTurn();
    long begun = race.begin();
    (byVectors ? vectors : scalars)
        .product(
            bands, from, bandStride, rows, steps, inputs, inputStride, columns, target, stride);
    race.end(byVectors, begun, (double) rows * steps * bands.dtype().perWord() * columns);
  }

  @Override
  public int convolutionChannels() {
    return vectors.convolutionChannels();
  }

  /** Pictures come late, and have so much to do that vectors are soon compiled. */
  @Override
  public void convolve(ConvolutionStrip strip) {
    vectors.convolve(strip);
  }

  @Override
  public void add(float[] target, int to, float[] source, int from, int count) {
    simple().add(target, to, source, from, count);
  }

  @Override
  public float greatest(float[] values, int from, int count) {
    return simple().greatest(values, from, count);
  }

  @Override
  public void exp(float[] values, int from, int count, float factor, float offset) {
    boolean byVectors = exponentials.isSecondsTurn();
    long begun = exponentials.begin();
    (byVectors ? vectors : scalars).exp(values, from, count, factor, offset);
    exponentials.end(byVectors, begun, count);
  }

  /** What has a few vectors in its loop is compiled soon, at the latest with exponentials. */
  private Kernels simple() {
    return exponentials.isOver() ? vectors : scalars;
  }
}
