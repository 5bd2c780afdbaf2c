/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Table;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.pass.RowMixer;
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
 * @param entrance what is done to all that is fed, where there is something
 * @param layers the blocks
 * @param heads what makes logits
 * @param mixer of the rows of several heads
 */
record LoadedTransformer(
    Table tokens,
    Optional<Table> prefix,
    Optional<LoadedProjection> projection,
    Optional<Entrance> entrance,
    List<LoadedLayer> layers,
    List<LoadedHead> heads,
    RowMixer mixer) {
  /**
   * What is done to an entry before the first layer.
   *
   * @param places places x width, added
   * @param norm applied to the sum, where there is one
   */
  record Entrance(float[] places, Optional<StreamNorm> norm) {
    /** Changes a row of the stream. */
    void apply(int place, float[] stream, int from, int width, double epsilon) {
      for (int i = 0; i < width; i++) {
        stream[from + i] += places[place * width + i];
      }
      norm.ifPresent(each -> each.apply(stream, from, stream, from, epsilon));
    }
  }

  static LoadedTransformer load(
      TransformerWeights weights, Dtype dtype, Kernels kernels, Team team, KeptWeights kept) {
    WeightLoader loader = new WeightLoader(team, kernels::layout, kept);
    return new LoadedTransformer(
        TokenTable.load(weights, dtype, loader, kernels, team),
        weights.prefixEmbedding().map(table -> loader.table(dtype, table)),
        weights.prefixProjection().map(each -> LoadedProjection.load(each, dtype, loader)),
        weights
            .entrance()
            .map(
                each ->
                    new Entrance(
                        loader.vector(each.places()),
                        each.norm().map(norm -> StreamNorm.load(norm, loader)))),
        weights.layers().stream().map(each -> LoadedLayer.load(each, dtype, loader)).toList(),
        weights.heads().stream().map(each -> LoadedHead.load(each, dtype, loader)).toList(),
        RowMixer.of(weights.mixing()));
  }

  int width() {
    return heads.get(0).norm().weight().length;
  }

  /** What one pass reads: all matrices, but of the embedding only a few rows. */
  long bytesPerPass() {
    return heads.stream().mapToLong(LoadedHead::bytes).sum()
        + layers.stream().mapToLong(LoadedLayer::bytes).sum();
  }

  /** A little less than the memory that loading takes. */
  static long bytesNeeded(TransformerSizes sizes, TransformerWeights weights, Dtype dtype) {
    long tables =
        (long) sizes.vocabulary() * sizes.width() + elements(weights.prefixEmbedding().stream());
    Stream<Tensor> matrices =
        Stream.of(
                weights.prefixProjection().stream().flatMap(each -> each.tensors().stream()),
                weights.layers().stream().flatMap(TransformerWeights.Layer::tensors),
                weights.heads().stream().flatMap(each -> each.output().tensors().stream()))
            .flatMap(each -> each)
            .filter(tensor -> tensor.shape().rank() == 2);
    return Table.bytes(dtype, tables) + bytes(dtype, elements(matrices));
  }

  /** Likewise of the blocks of a text encoder and its table of tokens. */
  static long bytesNeeded(TransformerSizes sizes, Dtype dtype) {
    return Table.bytes(dtype, (long) sizes.vocabulary() * sizes.width())
        + bytes(dtype, blockElements(sizes));
  }

  private static long bytes(Dtype dtype, long elements) {
    return elements * Float.BYTES / dtype.perWord();
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
