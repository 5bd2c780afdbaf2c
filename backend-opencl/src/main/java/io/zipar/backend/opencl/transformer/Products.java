/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.DeviceMatrix;
import io.zipar.models.network.Projection;
import java.util.List;
import java.util.Optional;

/**
 * Launches products of matrices with columns. Which kernel computes a product has no influence on
 * it. Stateless.
 *
 * @param device that they run on
 */
record Products(OpenDevice device) {
  /**
   * What a group of items of a kernel computes, as its source has it.
   *
   * @param kernel its name
   * @param rows of the matrix
   * @param columns that are multiplied with them
   */
  private record Part(String kernel, int rows, int columns) {
    long groups(int ofRows, int ofColumns) {
      return (long) ((ofRows + rows - 1) / rows) * ((ofColumns + columns - 1) / columns);
    }
  }

  /** For few columns, the fewest first. */
  private static final List<Part> NARROW =
      List.of(new Part("product_2", 2, 2), new Part("product_8", 2, 8));

  /** For more, which read the matrix and each other's columns through local memory. */
  private static final Part TILE = new Part("product_tile", 16, 16);

  /** What is done with a product; in the order of product.cl. */
  enum Then {
    /** It is written. */
    KEEP,
    /** It is added to the target. */
    ADD,
    /** Rows are gate and up in turns: silu(gate) up. */
    GATE_SILU,
    /** Likewise with a GELU by tanh. */
    GATE_GELU,
    /** A GELU by tanh. */
    GELU_TANH,
    /** A GELU by erf. */
    GELU_ERF,
    /** silu of it is added to the target. */
    ADD_SILU;

    /** The GELU of a description. */
    static Then of(Projection.Gelu gelu) {
      return switch (gelu) {
        case TANH -> GELU_TANH;
        case ERF -> GELU_ERF;
      };
    }
  }

  /**
   * Multiplies the first columns of a source.
   *
   * @param linear matrix and bias
   * @param source columns of its inputs
   * @param columns how many
   * @param target room for as many; another buffer than the source's
   * @param then what becomes of the product
   */
  void run(DeviceLinear linear, DeviceRows source, int columns, DeviceRows target, Then then) {
    run(linear, source, columns, target, 0, then);
  }

  private void run(
      DeviceLinear linear,
      DeviceRows source,
      int columns,
      DeviceRows target,
      int firstTarget,
      Then then) {
    if (columns == 0) {
      return;
    }
    DeviceMatrix matrix = linear.matrix();
    Part part = part(columns);
    device
        .kernel(matrix.dtype().kernels(), part.kernel())
        .with(matrix.elements())
        .with(matrix.scales())
        .with(linear.bias())
        .with(linear.bias().isPresent())
        .with(matrix.rows())
        .with(matrix.stride())
        .with(source.buffer())
        .with(source.stride())
        .with(target.buffer())
        .with(target.stride())
        .with(firstTarget)
        .with(columns)
        .with(then.ordinal())
        .launch(part.groups(matrix.rows(), columns));
  }

  private static Part part(int columns) {
    return NARROW.stream().filter(each -> columns <= each.columns()).findFirst().orElse(TILE);
  }

  /**
   * Takes columns through a projection.
   *
   * @param projection whose inputs they are
   * @param source the columns
   * @param columns how many
   * @param hidden memory for the hidden layer, where there is one
   * @param target receives the results
   * @param firstTarget its row that the first goes to
   */
  void run(
      DeviceProjection projection,
      DeviceRows source,
      int columns,
      Optional<DeviceRows> hidden,
      DeviceRows target,
      int firstTarget) {
    if (projection.hidden().isEmpty()) {
      run(projection.last(), source, columns, target, firstTarget, Then.KEEP);
      return;
    }
    DeviceProjection.Hidden layer = projection.hidden().get();
    DeviceRows between = hidden.orElseThrow().reserve(columns);
    run(layer.linear(), source, columns, between, Then.of(layer.gelu()));
    run(projection.last(), between, columns, target, firstTarget, Then.KEEP);
  }
}
