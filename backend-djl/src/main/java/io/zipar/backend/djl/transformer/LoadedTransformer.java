/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.backend.djl.engine.Precision;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerSizes;
import java.util.List;
import java.util.Optional;

/**
 * The weights on the device. Matrices are outputs x inputs; those behind an RMSNorm have its
 * weights multiplied in.
 *
 * @param embedding vocabulary + prefix rows x width: tokens, then the prefix table
 * @param layers the blocks in order
 * @param projection of features, where prefixes are made of them
 * @param output from the stream, divided by its root mean square, to logits
 */
record LoadedTransformer(
    NDArray embedding,
    Optional<LoadedProjection> projection,
    List<Layer> layers,
    LoadedProjection output) {
  /**
   * The matrices of one block.
   *
   * @param queryKeyValue (query width + 2 key/value width) x width
   * @param headNorm of query and key heads, where they are normed
   * @param attentionOutput width x query width
   * @param gateUp 2 feed-forward width x width: gate, then up
   * @param down width x feed-forward width
   * @param normsAfter the norms of what is added to the stream, where they are there
   */
  record Layer(
      NDArray queryKeyValue,
      Optional<HeadNorm> headNorm,
      NDArray attentionOutput,
      NDArray gateUp,
      NDArray down,
      Optional<NormsAfter> normsAfter) {}

  /**
   * The weights of norms behind attention and feed-forward.
   *
   * @param attention float32, width
   * @param feedForward float32, width
   */
  record NormsAfter(NDArray attention, NDArray feedForward) {}

  /**
   * Counts what one pass reads: all matrices, but of the embedding only a few rows.
   *
   * @param sizes of the network
   * @param output of the network
   * @param precision that the matrices are held in
   * @return bytes
   */
  static long bytesPerPass(TransformerSizes sizes, Projection output, Precision precision) {
    long width = sizes.width();
    long block =
        width * (sizes.queryWidth() + 2L * sizes.keyValueWidth())
            + width * sizes.queryWidth()
            + 3L * width * sizes.feedForwardWidth();
    long ofOutput = output.tensors().stream().mapToLong(tensor -> tensor.shape().elements()).sum();
    return precision.bytes() * (sizes.layers() * block + ofOutput);
  }
}
