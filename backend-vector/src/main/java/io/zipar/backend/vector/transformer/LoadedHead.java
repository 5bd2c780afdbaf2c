/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.Head;
import java.util.List;

/**
 * A {@link Head}, ready to run. Immutable.
 *
 * @param layer whose output it reads
 * @param norm applied first
 * @param residuals layers whose outputs go through SiLU and are added to their inputs
 * @param output yields the logits
 */
record LoadedHead(
    int layer, StreamNorm norm, List<LoadedProjection.Linear> residuals, LoadedProjection output) {
  static LoadedHead load(Head head, Dtype dtype, WeightLoader loader) {
    return new LoadedHead(
        head.layer(),
        StreamNorm.load(head.norm(), loader),
        head.residuals().stream()
            .map(each -> LoadedProjection.Linear.load(each.linear(), dtype, loader))
            .toList(),
        LoadedProjection.load(head.output(), dtype, loader));
  }

  /** What its matrices take. */
  long bytes() {
    return output.bytes() + residuals.stream().mapToLong(each -> each.matrix().bytes()).sum();
  }
}
