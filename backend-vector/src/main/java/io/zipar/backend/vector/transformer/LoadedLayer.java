/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.FeedForward;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerWeights;
import java.util.Optional;

/**
 * The weights of one block, ready to run. Immutable.
 *
 * @param attentionNorm of attention
 * @param queryKeyValue (query width + 2 key/value width) x width
 * @param queryNorm norms query heads, where they are normed
 * @param keyNorm norms key heads, where they are normed
 * @param attentionOutput width x query width
 * @param feedForwardNorm of the feed-forward
 * @param feedForward the second half
 */
record LoadedLayer(
    StreamNorm attentionNorm,
    LoadedProjection.Linear queryKeyValue,
    Optional<HeadNorm> queryNorm,
    Optional<HeadNorm> keyNorm,
    LoadedProjection.Linear attentionOutput,
    StreamNorm feedForwardNorm,
    Second feedForward) {
  /** The second half of a block. */
  sealed interface Second {
    /** What its matrices take. */
    long bytes();

    /** The last layer. */
    LoadedProjection.Linear down();
  }

  /**
   * With a gate.
   *
   * @param gateUp panels of the gate and panels of up in turns, each of width inputs
   * @param down width x feed-forward width
   */
  record Gated(Matrix gateUp, LoadedProjection.Linear down) implements Second {
    @Override
    public long bytes() {
      return gateUp.bytes() + down.matrix().bytes();
    }
  }

  /**
   * Without a gate.
   *
   * @param up feed-forward width x width
   * @param gelu of its outputs
   * @param down width x feed-forward width
   */
  record Plain(LoadedProjection.Linear up, Projection.Gelu gelu, LoadedProjection.Linear down)
      implements Second {
    @Override
    public long bytes() {
      return up.matrix().bytes() + down.matrix().bytes();
    }
  }

  static LoadedLayer load(TransformerWeights.Layer layer, Dtype dtype, WeightLoader loader) {
    return new LoadedLayer(
        StreamNorm.load(layer.attentionNorm(), loader),
        LoadedProjection.Linear.load(layer.queryKeyValue(), dtype, loader),
        layer.queryNorm().map(norm -> HeadNorm.load(norm, loader)),
        layer.keyNorm().map(norm -> HeadNorm.load(norm, loader)),
        LoadedProjection.Linear.load(layer.attentionOutput(), dtype, loader),
        StreamNorm.load(layer.feedForwardNorm(), loader),
        load(layer.feedForward(), dtype, loader));
  }

  private static Second load(FeedForward feedForward, Dtype dtype, WeightLoader loader) {
    if (feedForward instanceof FeedForward.Gated gated) {
      return new Gated(
          loader.interleaved(dtype, gated.gate(), gated.up()),
          LoadedProjection.Linear.load(Projection.Linear.of(gated.down()), dtype, loader));
    }
    FeedForward.Plain plain = (FeedForward.Plain) feedForward;
    return new Plain(
        LoadedProjection.Linear.load(plain.up(), dtype, loader),
        plain.gelu(),
        LoadedProjection.Linear.load(plain.down(), dtype, loader));
  }

  /** What its matrices take. */
  long bytes() {
    return queryKeyValue.matrix().bytes() + attentionOutput.matrix().bytes() + feedForward.bytes();
  }
}
