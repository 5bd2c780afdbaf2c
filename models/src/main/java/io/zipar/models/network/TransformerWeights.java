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
import java.util.stream.Stream;

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
 * @param entrance what is done to all that is fed before the first layer; empty for nothing
 * @param layers the blocks; {@link TransformerNetwork#inputOf} says what each takes
 * @param heads what makes logits: as many as {@link TransformerNetwork#predictionHeads}, then one
 *     for each of {@link TransformerNetwork#draftHeads}
 * @param mixing how the rows of several heads for one target become its logits
 */
@ApiStatus.Experimental(since = "0.1")
public record TransformerWeights(
    Tensor tokenEmbedding,
    Optional<Projection> tokenProjection,
    Optional<Tensor> prefixEmbedding,
    Optional<Projection> prefixProjection,
    Optional<Entrance> entrance,
    List<Layer> layers,
    List<Head> heads,
    HeadMixing mixing) {
  /**
   * Copies the lists and checks them.
   *
   * @throws IllegalArgumentException if there is no head
   */
  public TransformerWeights {
    Objects.requireNonNull(tokenProjection, "tokenProjection");
    Objects.requireNonNull(prefixEmbedding, "prefixEmbedding");
    Objects.requireNonNull(prefixProjection, "prefixProjection");
    Objects.requireNonNull(entrance, "entrance");
    Objects.requireNonNull(mixing, "mixing");
    layers = List.copyOf(layers);
    heads = List.copyOf(heads);
    if (heads.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one head");
    }
  }

  /**
   * Weights with one head behind the last layer.
   *
   * @param tokenEmbedding as above
   * @param tokenProjection as above
   * @param prefixEmbedding as above
   * @param prefixProjection as above
   * @param layers the blocks in order
   * @param finalNorm width
   * @param output what the normed stream goes through
   */
  public TransformerWeights(
      Tensor tokenEmbedding,
      Optional<Projection> tokenProjection,
      Optional<Tensor> prefixEmbedding,
      Optional<Projection> prefixProjection,
      List<Layer> layers,
      Tensor finalNorm,
      Projection output) {
    this(
        tokenEmbedding,
        tokenProjection,
        prefixEmbedding,
        prefixProjection,
        Optional.empty(),
        layers,
        List.of(Head.of(layers.size() - 1, Norm.rms(finalNorm), output)),
        new HeadMixing.Mean());
  }

  /**
   * The same weights with further heads.
   *
   * @param more draft heads, behind those that are there
   * @return new weights
   */
  public TransformerWeights withHeads(List<Head> more) {
    return new TransformerWeights(
        tokenEmbedding,
        tokenProjection,
        prefixEmbedding,
        prefixProjection,
        entrance,
        layers,
        Stream.concat(heads.stream(), more.stream()).toList(),
        mixing);
  }

  /**
   * All weights.
   *
   * @return matrices, tables, norms and biases, each once
   */
  public Stream<Tensor> tensors() {
    return Stream.of(
            Stream.of(tokenEmbedding),
            tokenProjection.stream().flatMap(each -> each.tensors().stream()),
            prefixEmbedding.stream(),
            prefixProjection.stream().flatMap(each -> each.tensors().stream()),
            entrance.stream().flatMap(Entrance::tensors),
            layers.stream().flatMap(Layer::tensors),
            heads.stream().flatMap(Head::tensors),
            mixing.tensors())
        .flatMap(each -> each)
        .distinct();
  }

  /**
   * Counts the multiplications by matrices of the blocks for one entry of a pass. Those of
   * attention are not among them.
   *
   * @return the elements of these matrices
   */
  public long multiplicationsPerEntry() {
    return layers.stream()
        .mapToLong(
            layer ->
                layer.queryKeyValue().multiplications()
                    + layer.attentionOutput().multiplications()
                    + layer.feedForward().multiplications())
        .sum();
  }

  /**
   * Counts the multiplications by matrices of the first heads for one entry.
   *
   * @param count of heads, at most as many as there are
   * @return the elements of these matrices
   */
  public long multiplicationsOfHeads(int count) {
    return heads.subList(0, count).stream().mapToLong(Head::multiplications).sum();
  }

  /**
   * What is done to an entry before the first layer: norm(x + row of its place).
   *
   * @param places a row of the width for each place: each slot of the prefix, then each position
   * @param norm applied to the sum; empty for none
   */
  public record Entrance(Tensor places, Optional<Norm> norm) {
    Stream<Tensor> tensors() {
      return Stream.concat(Stream.of(places), norm.stream().flatMap(Norm::tensors));
    }
  }

  /**
   * The weights of one block.
   *
   * @param attentionNorm of attention
   * @param queryKeyValue (query width + 2 key/value width) x width: queries, keys, values
   * @param queryNorm applied to every query head before it is rotated; empty for none
   * @param keyNorm likewise to every key head; there exactly if the former is
   * @param attentionOutput width x query width
   * @param feedForwardNorm of the feed-forward
   * @param feedForward the second half of the block
   */
  public record Layer(
      Norm attentionNorm,
      Projection.Linear queryKeyValue,
      Optional<HeadNorm> queryNorm,
      Optional<HeadNorm> keyNorm,
      Projection.Linear attentionOutput,
      Norm feedForwardNorm,
      FeedForward feedForward) {
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
     * A block with RMSNorms, a gate and no biases.
     *
     * @param attentionNorm width
     * @param queryKeyValue as above
     * @param queryNorm as above
     * @param keyNorm as above
     * @param attentionOutput as above
     * @param feedForwardNorm width
     * @param gate of the {@link FeedForward.Gated}
     * @param up likewise
     * @param down likewise
     */
    public Layer(
        Tensor attentionNorm,
        Tensor queryKeyValue,
        Optional<HeadNorm> queryNorm,
        Optional<HeadNorm> keyNorm,
        Tensor attentionOutput,
        Tensor feedForwardNorm,
        Tensor gate,
        Tensor up,
        Tensor down) {
      this(
          Norm.rms(attentionNorm),
          Projection.Linear.of(queryKeyValue),
          queryNorm,
          keyNorm,
          Projection.Linear.of(attentionOutput),
          Norm.rms(feedForwardNorm),
          new FeedForward.Gated(gate, up, down));
    }

    /**
     * Such a block that does not norm its heads.
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

    /**
     * All weights.
     *
     * @return norms, matrices and biases
     */
    public Stream<Tensor> tensors() {
      return Stream.of(
              attentionNorm.tensors(),
              queryKeyValue.tensors(),
              Stream.concat(queryNorm.stream(), keyNorm.stream())
                  .flatMap(norm -> Stream.of(norm.weight(), norm.bias())),
              attentionOutput.tensors(),
              feedForwardNorm.tensors(),
              feedForward.tensors())
          .flatMap(each -> each);
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
