/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.List;

/**
 * The weights of a {@link TransformerNetwork}, checked against its sizes. Matrices are stored
 * output by input. Usable while the store they come from is open.
 *
 * @param tokenEmbedding vocabulary x width
 * @param prefixEmbedding rows x width, the table of {@link PrefixInput.TableRows}
 * @param layers the blocks in order
 * @param finalNorm width
 * @param output vocabulary x width
 */
@ApiStatus.Experimental(since = "0.1")
public record TransformerWeights(
    Tensor tokenEmbedding,
    Tensor prefixEmbedding,
    List<Layer> layers,
    Tensor finalNorm,
    Tensor output) {
  /** Copies the list. */
  public TransformerWeights {
    layers = List.copyOf(layers);
  }

  /**
   * The weights of one block.
   *
   * @param attentionNorm width
   * @param queryKeyValue (query width + 2 key/value width) x width: queries, keys, values
   * @param attentionOutput width x query width
   * @param feedForwardNorm width
   * @param gate feed-forward width x width, its output goes through SiLU
   * @param up feed-forward width x width, multiplied with the former
   * @param down width x feed-forward width
   */
  public record Layer(
      Tensor attentionNorm,
      Tensor queryKeyValue,
      Tensor attentionOutput,
      Tensor feedForwardNorm,
      Tensor gate,
      Tensor up,
      Tensor down) {}
}
