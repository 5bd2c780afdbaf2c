/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.models.network.PrefixInput;

/** Makes the rows of the residual stream that a lane's prefix begins as, once for a session. */
final class PrefixRows {
  private final LoadedTransformer weights;
  private final Kernels kernels;
  private final int width;

  PrefixRows(LoadedTransformer weights, Kernels kernels) {
    this.weights = weights;
    this.kernels = kernels;
    this.width = weights.finalNorm().length;
  }

  /** Returns slots x width values. */
  float[] of(PrefixInput prefix) {
    float[] rows = new float[Math.multiplyExact(prefix.slots(), width)];
    if (prefix instanceof PrefixInput.TableRows table) {
      for (int slot = 0; slot < prefix.slots(); slot++) {
        weights.prefix().orElseThrow().copyRow(table.rows()[slot], rows, slot * width);
      }
    } else if (prefix instanceof PrefixInput.Tokens tokens) {
      for (int slot = 0; slot < prefix.slots(); slot++) {
        weights.tokens().copyRow(tokens.ids()[slot], rows, slot * width);
      }
    } else if (prefix instanceof PrefixInput.Features features) {
      project(features, rows);
    } else {
      throw new IllegalArgumentException("prefix of an unknown kind: " + prefix);
    }
    return rows;
  }

  private void project(PrefixInput.Features features, float[] rows) {
    LoadedProjection projection = weights.projection().orElseThrow();
    int slots = features.slots();
    float[] projected = new float[Columns.padded(slots) * projection.stride()];
    ProjectionRun.alone(kernels).run(projection, features.values(), slots, projected);
    for (int slot = 0; slot < slots; slot++) {
      System.arraycopy(projected, slot * projection.stride(), rows, slot * width, width);
    }
  }
}
