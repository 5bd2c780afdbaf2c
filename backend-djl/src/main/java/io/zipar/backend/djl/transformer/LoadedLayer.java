/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.models.network.Projection;
import java.util.Optional;

/**
 * The weights of one block on the device. Matrices are outputs x inputs.
 *
 * @param attentionNorm of attention
 * @param queryKeyValue (query width + 2 key/value width) x width
 * @param headNorm of query and key heads, where they are normed
 * @param attentionOutput width x query width
 * @param feedForwardNorm of the feed-forward
 * @param feedForward the second half
 */
record LoadedLayer(
    StreamNorm attentionNorm,
    LoadedProjection.Linear queryKeyValue,
    Optional<HeadNorm> headNorm,
    LoadedProjection.Linear attentionOutput,
    StreamNorm feedForwardNorm,
    Second feedForward) {
  /** The second half of a block. */
  sealed interface Second {
    /** The last layer. */
    LoadedProjection.Linear down();
  }

  /**
   * With a gate.
   *
   * @param gateUp 2 feed-forward width x width: gate, then up
   * @param down width x feed-forward width
   */
  record Gated(NDArray gateUp, LoadedProjection.Linear down) implements Second {}

  /**
   * Without a gate.
   *
   * @param up feed-forward width x width
   * @param gelu of its outputs
   * @param down width x feed-forward width
   */
  record Plain(LoadedProjection.Linear up, Projection.Gelu gelu, LoadedProjection.Linear down)
      implements Second {}
}
