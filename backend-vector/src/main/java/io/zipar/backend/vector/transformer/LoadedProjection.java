/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.Projection;
import java.util.Optional;

/**
 * A {@link Projection}, ready to run. Immutable.
 *
 * @param hidden what comes first, where there is something
 * @param last yields the result
 */
record LoadedProjection(Optional<Hidden> hidden, Linear last) {
  /**
   * A matrix and its bias.
   *
   * @param matrix outputs x inputs
   * @param bias one for each output, or no element
   */
  record Linear(Matrix matrix, float[] bias) {
    static Linear load(Projection.Linear linear, Dtype dtype, WeightLoader loader) {
      return new Linear(
          loader.matrix(dtype, linear.matrix()),
          linear.bias().map(loader::vector).orElseGet(() -> new float[0]));
    }

    /** Adds the bias to the first columns of a product. */
    void addBias(float[] product, int stride, int count) {
      for (int column = 0; column < count; column++) {
        for (int row = 0; row < bias.length; row++) {
          product[column * stride + row] += bias[row];
        }
      }
    }
  }

  /**
   * A layer and what follows it.
   *
   * @param linear the layer
   * @param gelu applied to its outputs
   */
  record Hidden(Linear linear, Projection.Gelu gelu) {}

  static LoadedProjection load(Projection projection, Dtype dtype, WeightLoader loader) {
    return new LoadedProjection(
        projection
            .hidden()
            .map(layer -> new Hidden(Linear.load(layer.linear(), dtype, loader), layer.gelu())),
        Linear.load(projection.last(), dtype, loader));
  }

  /** The matrix that the input meets. */
  Matrix first() {
    return hidden.isPresent() ? hidden.get().linear().matrix() : last.matrix();
  }

  /** From the beginning of one result to that of the next. */
  int stride() {
    return last.matrix().paddedRows();
  }

  /** What its matrices take. */
  long bytes() {
    return last.matrix().bytes() + (hidden.isPresent() ? first().bytes() : 0);
  }
}
