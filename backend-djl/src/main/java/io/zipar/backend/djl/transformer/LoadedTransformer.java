/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.backend.djl.engine.Dtype;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.pass.RowMixer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The weights on the device. Matrices are outputs x inputs; those behind an RMSNorm have its
 * weights multiplied in.
 *
 * @param embedding vocabulary + prefix rows x width: tokens, then the prefix table
 * @param projection of features, where prefixes are made of them
 * @param entrance what is done to all that is fed, where there is something
 * @param layers the blocks
 * @param heads what makes logits
 * @param mixer of the rows of several heads
 */
record LoadedTransformer(
    NDArray embedding,
    Optional<LoadedProjection> projection,
    Optional<Entrance> entrance,
    List<LoadedLayer> layers,
    List<LoadedHead> heads,
    RowMixer mixer) {
  /**
   * What is done to an entry before the first layer.
   *
   * @param places float32, places x width, added
   * @param norm applied to the sum, where there is one
   */
  record Entrance(NDArray places, Optional<StreamNorm> norm) {}

  /**
   * Counts what one pass reads: all matrices, but of the embedding only a few rows.
   *
   * @param weights of the network
   * @param dtype that the matrices are held in
   * @return bytes
   */
  static long bytesPerPass(TransformerWeights weights, Dtype dtype) {
    return dtype.bytes()
        * Stream.concat(
                weights.layers().stream().flatMap(TransformerWeights.Layer::tensors),
                weights.heads().stream().flatMap(head -> head.output().tensors().stream()))
            .filter(tensor -> tensor.shape().rank() == 2)
            .mapToLong(tensor -> tensor.shape().elements())
            .sum();
  }
}
