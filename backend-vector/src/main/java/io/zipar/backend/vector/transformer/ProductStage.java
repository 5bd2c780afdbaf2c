/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;

/**
 * A product of a matrix with the columns of a pass, its rows shared out over the team, and what
 * follows while the rows are still in the thread's cache. Its fields are those of the running
 * product; one object serves a session.
 */
final class ProductStage implements Team.RangeWork {
  /** Pairs of panels that a thread takes at a time at the end of a product. */
  private static final int PIECE = 1;

  /** What is done with the rows. */
  private enum Then {
    /** Nothing. */
    KEEP,
    /** They are added to the residual stream. */
    ADD,
    /** Gate and up become hidden values. */
    GATE
  }

  private final Kernels kernels;
  private final Team team;
  private final Activation activation;
  private Then then;
  private Matrix matrix;
  private Columns columns;
  private float[] product;
  private int stride;
  private float[] target;
  private int targetStride;

  ProductStage(Kernels kernels, Team team, Activation activation) {
    this.kernels = kernels;
    this.team = team;
    this.activation = activation;
  }

  /** Leaves the product in columns x padded rows. */
  void keep(Matrix weights, Columns inputs, float[] output, int outputStride) {
    run(Then.KEEP, weights, inputs, output, outputStride, output, outputStride);
  }

  /** Adds the product with the columns of a pass to its stream. */
  void addToStream(Matrix weights, PassBuffers buffers, int width) {
    run(
        Then.ADD,
        weights,
        buffers.columns(),
        buffers.narrow(),
        buffers.narrowStride(),
        buffers.stream(),
        width);
  }

  /** Makes hidden values of the gate and up that the columns of a pass yield. */
  void gate(Matrix weights, PassBuffers buffers) {
    run(
        Then.GATE,
        weights,
        buffers.columns(),
        buffers.wide(),
        buffers.gateUpStride(),
        buffers.hidden(),
        buffers.hiddenStride());
  }

  private void run(
      Then what,
      Matrix weights,
      Columns inputs,
      float[] output,
      int outputStride,
      float[] result,
      int resultStride) {
    then = what;
    matrix = weights;
    columns = inputs;
    product = output;
    stride = outputStride;
    target = result;
    targetStride = resultStride;
    team.run(this, weights.pairs(), PIECE);
  }

  @Override
  public void run(int from, int to, int thread) {
    kernels.product(matrix, from, to, columns, product, stride);
    for (int column = 0; column < columns.count() && then != Then.KEEP; column++) {
      if (then == Then.ADD) {
        add(column, from * Matrix.PAIR, Math.min(matrix.rows(), to * Matrix.PAIR));
      } else {
        int first = column * stride + from * Matrix.PAIR;
        activation.gate(
            kernels,
            product,
            first,
            to - from,
            target,
            column * targetStride + from * Matrix.PANEL);
      }
    }
  }

  private void add(int column, int fromRow, int toRow) {
    int from = column * stride + fromRow;
    int to = column * targetStride + fromRow;
    int count = toRow - fromRow;
    int whole = count / Matrix.PANEL * Matrix.PANEL;
    kernels.add(target, to, product, from, whole);
    for (int i = whole; i < count; i++) {
      target[to + i] += product[from + i];
    }
  }
}
