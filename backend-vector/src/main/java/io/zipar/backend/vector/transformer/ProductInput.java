/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.TransformerSizes;
import java.util.function.IntUnaryOperator;

/**
 * Lays activations out as the input of a product. A norm is applied on the way. Where there are
 * many, the team shares the groups of columns out. Its fields are those of the running layout; one
 * object serves a session, and allocates nothing once its buffers have grown.
 */
final class ProductInput implements Team.RangeWork {
  /** Values from which waking the others costs less than it saves. */
  private static final int SHARED = 1 << 13;

  private final TransformerSizes sizes;
  private final PassBuffers buffers;
  private final Team team;

  /** Room for a normed column, for each thread. */
  private final float[][] rows;

  private float[] source;
  private int stride;
  private int length;
  private IntUnaryOperator sourceOf;

  /** What is applied; null for nothing. */
  private StreamNorm norm;

  ProductInput(TransformerSizes sizes, PassBuffers buffers, Team team) {
    this.sizes = sizes;
    this.buffers = buffers;
    this.team = team;
    this.rows = new float[team.threads()][sizes.width()];
  }

  /** The first columns of the stream, normed. */
  void normed(StreamNorm by, Matrix matrix, int count) {
    normed(by, matrix, count, IntUnaryOperator.identity());
  }

  /**
   * Columns of the stream, normed.
   *
   * @param by the norm
   * @param matrix what they are multiplied with
   * @param count how many
   * @param columnOf the column of the stream for each
   */
  void normed(StreamNorm by, Matrix matrix, int count, IntUnaryOperator columnOf) {
    norm = by;
    sourceOf = columnOf;
    layOut(buffers.stream(), sizes.width(), sizes.width(), matrix, count);
  }

  /** The first columns of a source, as they are. */
  void plain(float[] from, int fromStride, Matrix matrix, int count) {
    norm = null;
    sourceOf = null;
    layOut(from, fromStride, matrix.inputs(), matrix, count);
  }

  private void layOut(float[] from, int fromStride, int values, Matrix matrix, int count) {
    source = from;
    stride = fromStride;
    length = values;
    buffers.columns().resize(count, matrix);
    int groups = buffers.columns().groups();
    if (count * values < SHARED) {
      run(0, groups, 0);
    } else {
      team.run(this, groups, 1);
    }
  }

  @Override
  public void run(int fromGroup, int toGroup, int thread) {
    Columns columns = buffers.columns();
    int end = Math.min(columns.first(toGroup), columns.count());
    for (int column = columns.first(fromGroup); column < end; column++) {
      if (norm == null) {
        columns.set(column, source, column * stride, length);
      } else {
        setNormed(columns, column, sourceOf.applyAsInt(column) * stride, rows[thread]);
      }
    }
  }

  private void setNormed(Columns columns, int column, int from, float[] row) {
    double epsilon = sizes.normEpsilon();
    if (norm.centred()) {
      norm.apply(source, from, row, 0, epsilon);
      columns.set(column, row, 0, length);
    } else {
      float factor = RmsNorm.factor(source, from, length, epsilon);
      columns.setScaled(column, source, from, factor, norm.weight());
    }
  }
}
