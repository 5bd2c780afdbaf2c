/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.kernel.ExactGelu;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.models.network.Projection;

/**
 * Takes columns through a {@link LoadedProjection}. Keeps its buffers; for one thread at a time.
 */
final class ProjectionRun {
  private final Kernels kernels;
  private final Columns columns;
  private final Products products;
  private float[] hidden = {};
  private float[] scratch = {};

  /** Multiplies a matrix with all columns. */
  @FunctionalInterface
  interface Products {
    void keep(Matrix matrix, Columns columns, float[] product, int stride);
  }

  /**
   * A run.
   *
   * @param kernels apply the activation
   * @param columns where inputs are laid out
   * @param products compute the products, alone or as a team
   */
  ProjectionRun(Kernels kernels, Columns columns, Products products) {
    this.kernels = kernels;
    this.columns = columns;
    this.products = products;
  }

  /** Whose products are computed by the thread that asks. */
  static ProjectionRun alone(Kernels kernels) {
    return new ProjectionRun(
        kernels,
        kernels.columns(),
        (matrix, columns, product, stride) ->
            kernels.product(matrix, 0, matrix.pairs(), columns, product, stride));
  }

  /**
   * Takes rows of numbers through the projection.
   *
   * @param projection whose inputs they are
   * @param rows one after the other, without gaps
   * @param count of rows
   * @param target room for {@link Columns#padded} results, each {@link LoadedProjection#stride}
   *     apart
   */
  void run(LoadedProjection projection, float[] rows, int count, float[] target) {
    layOut(projection.first(), rows, projection.first().inputs(), count);
    run(projection, count, target);
  }

  /**
   * Takes columns that are laid out for {@link LoadedProjection#first} through the projection.
   *
   * @param projection whose inputs they are
   * @param count of columns
   * @param target as above
   */
  void run(LoadedProjection projection, int count, float[] target) {
    if (projection.hidden().isPresent()) {
      hide(projection.hidden().get(), count);
      Matrix first = projection.first();
      layOut(projection.last().matrix(), hidden, first.paddedRows(), count);
    }
    products.keep(projection.last().matrix(), columns, target, projection.stride());
    projection.last().addBias(target, projection.stride(), count);
  }

  private void hide(LoadedProjection.Hidden layer, int count) {
    activate(layer.linear(), layer.gelu(), count);
  }

  /**
   * Takes columns that are laid out through a layer and a GELU, to {@link #hidden}.
   *
   * @param linear whose inputs they are
   * @param gelu of its outputs
   * @param count of columns
   */
  void activate(LoadedProjection.Linear linear, Projection.Gelu gelu, int count) {
    Matrix matrix = linear.matrix();
    int length = Columns.padded(count) * matrix.paddedRows();
    if (hidden.length < length) {
      hidden = new float[length];
      scratch = new float[length];
    }
    products.keep(matrix, columns, hidden, matrix.paddedRows());
    linear.addBias(hidden, matrix.paddedRows(), count);
    int used = count * matrix.paddedRows();
    if (gelu == Projection.Gelu.ERF) {
      ExactGelu.apply(kernels, hidden, 0, used, scratch);
    } else {
      Activation.GELU.apply(kernels, hidden, 0, used, scratch);
    }
  }

  /**
   * What {@link #activate} yielded, a column after another, the padded rows of its matrix apart.
   */
  float[] hidden() {
    return hidden;
  }

  private void layOut(Matrix matrix, float[] rows, int stride, int count) {
    columns.resize(count, matrix);
    for (int column = 0; column < count; column++) {
      columns.set(column, rows, column * stride, matrix.inputs());
    }
  }
}
