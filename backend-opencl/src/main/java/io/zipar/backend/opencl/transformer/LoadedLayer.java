/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.FeedForward;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerWeights;
import java.util.Optional;

/**
 * The weights of one block on a device. Immutable.
 *
 * @param attentionNorm of attention
 * @param queryKeyValue (query width + 2 key/value width) x width
 * @param headNorms of query and key heads, where they are normed
 * @param attentionOutput width x query width
 * @param feedForwardNorm of the feed-forward
 * @param up the feed-forward's first layer; gate and up in turns where it has a gate
 * @param gelu of the first layer, absent where it has a gate
 * @param down width x feed-forward width
 */
record LoadedLayer(
    DeviceNorm attentionNorm,
    DeviceLinear queryKeyValue,
    Optional<DeviceHeadNorms> headNorms,
    DeviceLinear attentionOutput,
    DeviceNorm feedForwardNorm,
    DeviceLinear up,
    Optional<Projection.Gelu> gelu,
    DeviceLinear down) {
  static LoadedLayer load(TransformerWeights.Layer layer, Dtype dtype, Upload upload) {
    FeedForward second = layer.feedForward();
    return new LoadedLayer(
        DeviceNorm.load(layer.attentionNorm(), upload),
        DeviceLinear.load(layer.queryKeyValue(), dtype, upload),
        layer
            .queryNorm()
            .map(query -> DeviceHeadNorms.load(query, layer.keyNorm().orElseThrow(), upload)),
        DeviceLinear.load(layer.attentionOutput(), dtype, upload),
        DeviceNorm.load(layer.feedForwardNorm(), upload),
        up(second, dtype, upload),
        second instanceof FeedForward.Plain plain ? Optional.of(plain.gelu()) : Optional.empty(),
        DeviceLinear.load(down(second), dtype, upload));
  }

  private static DeviceLinear up(FeedForward second, Dtype dtype, Upload upload) {
    if (second instanceof FeedForward.Gated gated) {
      return new DeviceLinear(
          upload.interleaved(gated.gate(), gated.up(), dtype), Optional.empty());
    }
    return DeviceLinear.load(((FeedForward.Plain) second).up(), dtype, upload);
  }

  private static Projection.Linear down(FeedForward second) {
    return second instanceof FeedForward.Gated gated
        ? Projection.Linear.of(gated.down())
        : ((FeedForward.Plain) second).down();
  }

  /** What its matrices take. */
  long bytes() {
    return queryKeyValue.matrix().bytes()
        + attentionOutput.matrix().bytes()
        + up.matrix().bytes()
        + down.matrix().bytes();
  }
}
