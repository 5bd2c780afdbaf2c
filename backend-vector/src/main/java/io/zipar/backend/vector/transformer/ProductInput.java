/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.TransformerSizes;

/** Lays activations out as the input of a product. A norm is applied on the way. */
record ProductInput(TransformerSizes sizes, PassBuffers buffers) {
  /** The first columns of the stream, normed. */
  void normed(StreamNorm norm, Matrix matrix, int count) {
    resize(matrix, count);
    for (int column = 0; column < count; column++) {
      setNormed(column, column, norm);
    }
  }

  void resize(Matrix matrix, int count) {
    buffers.columns().resize(count, matrix);
  }

  /** One column of the stream, normed. */
  void setNormed(int to, int column, StreamNorm norm) {
    int from = column * sizes.width();
    if (norm.centred()) {
      float[] row = buffers.row();
      norm.apply(buffers.stream(), from, row, 0, sizes.normEpsilon());
      buffers.columns().set(to, row, 0, sizes.width());
      return;
    }
    float factor = RmsNorm.factor(buffers.stream(), from, sizes.width(), sizes.normEpsilon());
    buffers.columns().setScaled(to, buffers.stream(), from, factor, norm.weight());
  }

  /** The first columns of a source, as they are. */
  void plain(float[] source, int stride, Matrix matrix, int count) {
    resize(matrix, count);
    Columns columns = buffers.columns();
    for (int column = 0; column < count; column++) {
      columns.set(column, source, column * stride, matrix.inputs());
    }
  }
}
