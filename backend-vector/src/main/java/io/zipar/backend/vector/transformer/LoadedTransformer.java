/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.Precision;
import io.zipar.backend.vector.weights.Table;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import java.util.List;
import java.util.Optional;

/**
 * The weights of a transformer, ready to run. Immutable, safe for several threads.
 *
 * @param tokens embedding of tokens
 * @param prefix embedding of prefix slots, where there is one
 * @param projection of features to prefix slots, where there is one
 * @param layers the blocks in order
 * @param finalNorm width
 * @param output image tokens x width
 */
record LoadedTransformer(
    Table tokens,
    Optional<Table> prefix,
    Optional<Projection> projection,
    List<Layer> layers,
    float[] finalNorm,
    Matrix output) {
  /**
   * Two matrices with a GELU between them.
   *
   * @param first hidden width x feature width
   * @param second width x hidden width
   */
  record Projection(Matrix first, Matrix second) {}

  /**
   * The weights of one block.
   *
   * @param attentionNorm width
   * @param queryKeyValue (query width + 2 key/value width) x width
   * @param queryNorm norms query heads, where they are normed
   * @param keyNorm norms key heads, where they are normed
   * @param attentionOutput width x query width
   * @param feedForwardNorm width
   * @param gateUp panels of the gate and panels of up in turns, each of width inputs
   * @param down width x feed-forward width
   */
  record Layer(
      float[] attentionNorm,
      Matrix queryKeyValue,
      Optional<HeadNorm> queryNorm,
      Optional<HeadNorm> keyNorm,
      Matrix attentionOutput,
      float[] feedForwardNorm,
      Matrix gateUp,
      Matrix down) {
    long bytes() {
      return queryKeyValue.bytes() + attentionOutput.bytes() + gateUp.bytes() + down.bytes();
    }
  }

  static LoadedTransformer load(
      TransformerWeights weights, Precision precision, WeightLoader loader) {
    return new LoadedTransformer(
        Table.load(precision, weights.tokenEmbedding()),
        weights.prefixEmbedding().map(table -> Table.load(precision, table)),
        weights.prefixProjection().map(each -> projection(each, precision, loader)),
        weights.layers().stream().map(layer -> layer(layer, precision, loader)).toList(),
        loader.vector(weights.finalNorm()),
        loader.matrix(precision, weights.output()));
  }

  private static Projection projection(
      TransformerWeights.Projection projection, Precision precision, WeightLoader loader) {
    return new Projection(
        loader.matrix(precision, projection.first()),
        loader.matrix(precision, projection.second()));
  }

  static Layer layer(TransformerWeights.Layer layer, Precision precision, WeightLoader loader) {
    return new Layer(
        loader.vector(layer.attentionNorm()),
        loader.matrix(precision, layer.queryKeyValue()),
        layer.queryNorm().map(norm -> HeadNorm.load(norm, loader)),
        layer.keyNorm().map(norm -> HeadNorm.load(norm, loader)),
        loader.matrix(precision, layer.attentionOutput()),
        loader.vector(layer.feedForwardNorm()),
        loader.interleaved(precision, layer.gate(), layer.up()),
        loader.matrix(precision, layer.down()));
  }

  /** What one pass reads: all matrices, but of the embedding only a few rows. */
  long bytesPerPass() {
    return output.bytes() + layers.stream().mapToLong(Layer::bytes).sum();
  }

  /** A little less than the memory that loading takes. */
  static long bytesNeeded(TransformerSizes sizes, int imageTokens, Precision precision) {
    long width = sizes.width();
    long block =
        width * (2L * sizes.queryWidth() + 2L * sizes.keyValueWidth())
            + 3L * width * sizes.feedForwardWidth();
    long elements = sizes.layers() * block + width * ((long) sizes.vocabulary() + imageTokens);
    return elements * Float.BYTES / precision.perWord();
  }
}
