/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.kernel.Activation;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Table;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * The table of tokens. What its rows go through is computed once, in float32, so that a pass merely
 * copies rows.
 */
final class TokenTable {
  /** Rows that are computed together: enough to read the matrices seldom. */
  private static final int ROWS = 96;

  private TokenTable() {}

  static Table load(
      TransformerWeights weights, Dtype dtype, WeightLoader loader, Kernels kernels, Team team) {
    if (weights.tokenProjection().isEmpty()) {
      return loader.table(dtype, weights.tokenEmbedding());
    }
    Projection projection = weights.tokenProjection().get();
    Tensor tensor = weights.tokenEmbedding();
    return loader.table(
        dtype,
        Math.toIntExact(tensor.shape().dimension(0)),
        Math.toIntExact(projection.last().matrix().shape().dimension(0)),
        table ->
            project(
                tensor,
                table,
                LoadedProjection.load(
                    projection,
                    Dtype.FLOAT32,
                    new WeightLoader(team, kernels::layout, KeptWeights.none())),
                new ProjectionRun(
                    kernels,
                    kernels.columns(),
                    new ProductStage(kernels, team, Activation.SILU)::keep)));
  }

  private static void project(
      Tensor tensor, Table table, LoadedProjection projection, ProjectionRun run) {
    int count = Math.toIntExact(tensor.shape().dimension(0));
    int inputs = Math.toIntExact(tensor.shape().dimension(1));
    float[] rows = new float[ROWS * inputs];
    float[] results = new float[Columns.padded(ROWS) * projection.stride()];
    for (int first = 0; first < count; first += ROWS) {
      int part = Math.min(ROWS, count - first);
      tensor.read((long) first * inputs, FloatBuffer.wrap(rows, 0, part * inputs));
      run.run(projection, rows, part, results);
      for (int row = 0; row < part; row++) {
        table.setRow(first + row, results, row * projection.stride());
      }
    }
  }
}
