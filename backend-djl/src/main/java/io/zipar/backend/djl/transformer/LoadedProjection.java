/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.network.Projection;
import java.util.Optional;

/**
 * A {@link Projection} on the device.
 *
 * @param hidden what comes first, where there is something
 * @param last yields the result
 */
record LoadedProjection(Optional<Hidden> hidden, Linear last) {
  /**
   * A matrix and its bias.
   *
   * @param matrix outputs x inputs
   * @param bias float32, outputs x 1, where there is one
   */
  record Linear(NDArray matrix, Optional<NDArray> bias) {
    /** Rows to outputs x count; float32 where there is a bias. */
    NDArray columns(NDArray rows, Product product, NDManager owner) {
      NDArray columns = product.columns(matrix, rows.toType(matrix.getDataType(), false), owner);
      return bias.isPresent() ? columns.toType(DataType.FLOAT32, false).addi(bias.get()) : columns;
    }

    /** Rows to rows, float32, contiguous. */
    NDArray rows(NDArray rows, Product product, NDManager owner) {
      NDArray columns = columns(rows, product, owner);
      // Reshaping to a vector and back copies where the rows are not contiguous.
      return columns
          .transpose()
          .reshape(columns.size())
          .reshape(rows.getShape().get(0), matrix.getShape().get(0))
          .toType(DataType.FLOAT32, false);
    }
  }

  /**
   * A layer and what follows it.
   *
   * @param linear the layer
   * @param gelu applied to its outputs
   */
  record Hidden(Linear linear, Projection.Gelu gelu) {}

  /**
   * Takes rows through the projection.
   *
   * @param rows count x inputs, float32
   * @param product order of the products
   * @param owner manager of the result and of what leads to it
   * @return count x outputs, float32, contiguous
   */
  NDArray rows(NDArray rows, Product product, NDManager owner) {
    return last.rows(hiddenRows(rows, product, owner), product, owner);
  }

  /**
   * Likewise, with a result as products leave it.
   *
   * @param rows count x inputs, float32
   * @param product order of the products
   * @param owner manager of the result and of what leads to it
   * @return outputs x count
   */
  NDArray columns(NDArray rows, Product product, NDManager owner) {
    return last.columns(hiddenRows(rows, product, owner), product, owner);
  }

  private NDArray hiddenRows(NDArray rows, Product product, NDManager owner) {
    return hidden
        .map(layer -> Gelu.apply(layer.gelu(), layer.linear().rows(rows, product, owner)))
        .orElse(rows);
  }
}
