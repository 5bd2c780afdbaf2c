/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.TransformerSizes;

/**
 * The activations of a pass, one column after another. Grows with the widest pass and is then
 * reused. Not safe for several threads.
 */
final class PassBuffers {
  private final TransformerSizes sizes;
  private int capacity;
  private float[] stream = {};
  private float[] wide = {};
  private float[] narrow = {};
  private float[] hidden = {};
  private final Columns columns;

  PassBuffers(TransformerSizes sizes, Kernels kernels) {
    this.sizes = sizes;
    this.columns = kernels.columns();
  }

  void reserve(int count) {
    int padded = Columns.padded(count);
    if (padded <= capacity) {
      return;
    }
    capacity = padded;
    stream = new float[padded * sizes.width()];
    wide = new float[Math.multiplyExact(padded, Math.max(attentionStride(), gateUpStride()))];
    narrow = new float[padded * narrowStride()];
    hidden = new float[padded * Math.max(hiddenStride(), sizes.queryWidth())];
  }

  /** The residual stream, columns x width. */
  float[] stream() {
    return stream;
  }

  /** Queries, keys and values; then gate and up. */
  float[] wide() {
    return wide;
  }

  /** What is added to the stream. */
  float[] narrow() {
    return narrow;
  }

  /** What attention yields, columns x query width; then the hidden values of the feed-forward. */
  float[] hidden() {
    return hidden;
  }

  /** The input of the next product. */
  Columns columns() {
    return columns;
  }

  int attentionStride() {
    return padded(sizes.queryWidth() + 2 * sizes.keyValueWidth());
  }

  int gateUpStride() {
    return 2 * hiddenStride();
  }

  int hiddenStride() {
    return (sizes.feedForwardWidth() + Matrix.PANEL - 1) / Matrix.PANEL * Matrix.PANEL;
  }

  int narrowStride() {
    return padded(sizes.width());
  }

  private static int padded(int rows) {
    return Matrix.pairs(rows) * Matrix.PAIR;
  }
}
