/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.Precision;
import io.zipar.backend.vector.weights.Table;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The weights of a transformer, ready to run. Immutable, safe for several threads.
 *
 * @param tokens embedding of tokens
 * @param prefix embedding of prefix slots, where there is one
 * @param projection of features to prefix slots, where there is one
 * @param layers the blocks in order
 * @param finalNorm width
 * @param output from the normed stream to logits
 */
record LoadedTransformer(
    Table tokens,
    Optional<Table> prefix,
    Optional<LoadedProjection> projection,
    List<Layer> layers,
    float[] finalNorm,
    LoadedProjection output) {
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
      TransformerWeights weights, Precision precision, Kernels kernels, Team team) {
    WeightLoader loader = new WeightLoader(team, kernels::layout);
    return new LoadedTransformer(
        TokenTable.load(weights, precision, loader, kernels, team),
        weights.prefixEmbedding().map(table -> Table.load(precision, table)),
        weights.prefixProjection().map(each -> LoadedProjection.load(each, precision, loader)),
        weights.layers().stream().map(layer -> layer(layer, precision, loader)).toList(),
        loader.vector(weights.finalNorm()),
        LoadedProjection.load(weights.output(), precision, loader));
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
  static long bytesNeeded(TransformerSizes sizes, TransformerWeights weights, Precision precision) {
    Stream<Tensor> projections =
        Stream.concat(
            weights.prefixProjection().stream().flatMap(each -> each.tensors().stream()),
            weights.output().tensors().stream());
    long tables =
        (long) sizes.vocabulary() * sizes.width() + elements(weights.prefixEmbedding().stream());
    return Table.bytes(precision, tables)
        + bytes(precision, blockElements(sizes) + elements(projections));
  }

  /** Likewise of the blocks and a table of tokens alone. */
  static long bytesNeeded(TransformerSizes sizes, Precision precision) {
    return Table.bytes(precision, (long) sizes.vocabulary() * sizes.width())
        + bytes(precision, blockElements(sizes));
  }

  private static long bytes(Precision precision, long elements) {
    return elements * Float.BYTES / precision.perWord();
  }

  private static long elements(Stream<Tensor> tensors) {
    return tensors.mapToLong(tensor -> tensor.shape().elements()).sum();
  }

  private static long blockElements(TransformerSizes sizes) {
    long width = sizes.width();
    long block =
        width * (2L * sizes.queryWidth() + 2L * sizes.keyValueWidth())
            + 3L * width * sizes.feedForwardWidth();
    return sizes.layers() * block;
  }
}
