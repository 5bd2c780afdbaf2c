/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Table;
import io.zipar.models.network.PrefixInput;

/** Makes the rows of the residual stream that a lane's prefix begins as, once for a session. */
final class PrefixRows implements PrefixInput.Visitor<float[]> {
  private final LoadedTransformer weights;
  private final Kernels kernels;
  private final int width;

  PrefixRows(LoadedTransformer weights, Kernels kernels) {
    this.weights = weights;
    this.kernels = kernels;
    this.width = weights.width();
  }

  /** Returns slots x width values. */
  float[] of(PrefixInput prefix) {
    return prefix.accept(this);
  }

  @Override
  public float[] tableRows(PrefixInput.TableRows prefix) {
    return copied(prefix, weights.prefix().orElseThrow(), prefix.rows());
  }

  @Override
  public float[] tokens(PrefixInput.Tokens prefix) {
    return copied(prefix, weights.tokens(), prefix.ids());
  }

  @Override
  public float[] features(PrefixInput.Features prefix) {
    LoadedProjection projection = weights.projection().orElseThrow();
    int slots = prefix.slots();
    float[] projected = new float[Columns.padded(slots) * projection.stride()];
    ProjectionRun.alone(kernels).run(projection, prefix.values(), slots, projected);
    float[] rows = empty(prefix);
    for (int slot = 0; slot < slots; slot++) {
      System.arraycopy(projected, slot * projection.stride(), rows, slot * width, width);
    }
    return rows;
  }

  private float[] copied(PrefixInput prefix, Table table, int[] numbers) {
    float[] rows = empty(prefix);
    for (int slot = 0; slot < numbers.length; slot++) {
      table.copyRow(numbers[slot], rows, slot * width);
    }
    return rows;
  }

  private float[] empty(PrefixInput prefix) {
    return new float[Math.multiplyExact(prefix.slots(), width)];
  }
}
