/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The weights of a {@link TransformerNetwork}, checked against its sizes. Matrices are stored
 * output by input. Usable while the store they come from is open.
 *
 * @param tokenEmbedding vocabulary x width, or x the inputs of {@code tokenProjection}
 * @param tokenProjection what the rows of the former go through before they are fed; empty where
 *     they are fed as they are. A backend may compute all of them when it loads
 * @param prefixEmbedding rows x width, the table of {@link PrefixInput.TableRows}; empty if no
 *     prefix is made of them
 * @param prefixProjection what {@link PrefixInput.Features} go through; empty if no prefix is made
 *     of them
 * @param layers the blocks in order
 * @param finalNorm width
 * @param output what the normed stream goes through: output i is the logit of image token i
 */
@ApiStatus.Experimental(since = "0.1")
public record TransformerWeights(
    Tensor tokenEmbedding,
    Optional<Projection> tokenProjection,
    Optional<Tensor> prefixEmbedding,
    Optional<Projection> prefixProjection,
    List<Layer> layers,
    Tensor finalNorm,
    Projection output) {
  /** Copies the list and checks that nothing is null. */
  public TransformerWeights {
    Objects.requireNonNull(tokenProjection, "tokenProjection");
    Objects.requireNonNull(prefixEmbedding, "prefixEmbedding");
    Objects.requireNonNull(prefixProjection, "prefixProjection");
    layers = List.copyOf(layers);
  }

  /**
   * The weights of one block.
   *
   * @param attentionNorm width
   * @param queryKeyValue (query width + 2 key/value width) x width: queries, keys, values
   * @param queryNorm applied to every query head before it is rotated; empty for none
   * @param keyNorm likewise to every key head; there exactly if the former is
   * @param attentionOutput width x query width
   * @param feedForwardNorm width
   * @param gate feed-forward width x width, its output goes through the network's activation: SiLU,
   *     in a {@link TextEncoderNetwork} GELU
   * @param up feed-forward width x width, multiplied with the former
   * @param down width x feed-forward width
   */
  public record Layer(
      Tensor attentionNorm,
      Tensor queryKeyValue,
      Optional<HeadNorm> queryNorm,
      Optional<HeadNorm> keyNorm,
      Tensor attentionOutput,
      Tensor feedForwardNorm,
      Tensor gate,
      Tensor up,
      Tensor down) {
    /**
     * Checks that both kinds of heads have a norm or none.
     *
     * @throws IllegalArgumentException if one has and the other has not
     */
    public Layer {
      if (queryNorm.isPresent() != keyNorm.isPresent()) {
        throw new IllegalArgumentException("queries and keys are normed both or not at all");
      }
    }

    /**
     * A block that does not norm its heads.
     *
     * @param attentionNorm as above
     * @param queryKeyValue as above
     * @param attentionOutput as above
     * @param feedForwardNorm as above
     * @param gate as above
     * @param up as above
     * @param down as above
     */
    public Layer(
        Tensor attentionNorm,
        Tensor queryKeyValue,
        Tensor attentionOutput,
        Tensor feedForwardNorm,
        Tensor gate,
        Tensor up,
        Tensor down) {
      this(
          attentionNorm,
          queryKeyValue,
          Optional.empty(),
          Optional.empty(),
          attentionOutput,
          feedForwardNorm,
          gate,
          up,
          down);
    }
  }

  /**
   * A LayerNorm over each head: (x - mean) / sqrt(variance + epsilon), the variance being the mean
   * square of the deviations, times weight plus bias. Heads come in groups of equal size that share
   * a row.
   *
   * @param weight groups x head width; the number of heads is a multiple of that of groups
   * @param bias groups x head width
   * @param epsilon added to the variance
   */
  public record HeadNorm(Tensor weight, Tensor bias, double epsilon) {}
}
