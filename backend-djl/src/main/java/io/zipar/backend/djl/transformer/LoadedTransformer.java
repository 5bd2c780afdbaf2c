/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.backend.djl.engine.Precision;
import io.zipar.models.network.TransformerSizes;
import java.util.List;

/**
 * The weights on the device. Matrices are outputs x inputs; those behind a norm have its weights
 * multiplied in.
 *
 * @param embedding vocabulary + prefix rows x width: tokens, then the prefix table
 * @param layers the blocks in order
 * @param output vocabulary x width
 */
record LoadedTransformer(NDArray embedding, List<Layer> layers, NDArray output) {
  /**
   * The matrices of one block.
   *
   * @param queryKeyValue (query width + 2 key/value width) x width
   * @param attentionOutput width x query width
   * @param gateUp 2 feed-forward width x width: gate, then up
   * @param down width x feed-forward width
   */
  record Layer(NDArray queryKeyValue, NDArray attentionOutput, NDArray gateUp, NDArray down) {}

  /**
   * Counts what one pass reads: all matrices, but of the embedding only a few rows.
   *
   * @param sizes of the network
   * @param precision that the matrices are held in
   * @return bytes
   */
  static long bytesPerPass(TransformerSizes sizes, Precision precision) {
    long width = sizes.width();
    long block =
        width * (sizes.queryWidth() + 2L * sizes.keyValueWidth())
            + width * sizes.queryWidth()
            + 3L * width * sizes.feedForwardWidth();
    return precision.bytes() * (sizes.layers() * block + width * sizes.vocabulary());
  }
}
