/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Table;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.TextEncoderWeights;
import java.util.List;

/**
 * The weights of a text encoder, ready to run. Immutable, safe for several threads.
 *
 * @param tokens embedding of tokens
 * @param distanceBias buckets x heads
 * @param layers the blocks in order
 * @param finalNorm width
 */
record LoadedEncoder(
    Table tokens, float[] distanceBias, List<LoadedLayer> layers, float[] finalNorm) {
  static LoadedEncoder load(TextEncoderWeights weights, Dtype dtype, WeightLoader loader) {
    return new LoadedEncoder(
        loader.table(dtype, weights.tokenEmbedding()),
        loader.vector(weights.distanceBias()),
        weights.layers().stream().map(layer -> LoadedLayer.load(layer, dtype, loader)).toList(),
        loader.vector(weights.finalNorm()));
  }
}
