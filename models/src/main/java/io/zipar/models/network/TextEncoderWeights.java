/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The weights of a {@link TextEncoderNetwork}, checked against its sizes. Matrices are stored
 * output by input. Usable while the store they come from is open.
 *
 * @param tokenEmbedding vocabulary x width
 * @param distanceBias buckets x heads, added to the scores of every block
 * @param layers the blocks in order, their heads without norms
 * @param finalNorm width
 */
@ApiStatus.Experimental(since = "0.1")
public record TextEncoderWeights(
    Tensor tokenEmbedding,
    Tensor distanceBias,
    List<TransformerWeights.Layer> layers,
    Tensor finalNorm) {
  /** Copies the list and checks that nothing is null. */
  public TextEncoderWeights {
    Objects.requireNonNull(tokenEmbedding, "tokenEmbedding");
    Objects.requireNonNull(distanceBias, "distanceBias");
    Objects.requireNonNull(finalNorm, "finalNorm");
    layers = List.copyOf(layers);
  }

  /**
   * All weights.
   *
   * @return the table, the distance bias, those of the blocks and the norm
   */
  public Stream<Tensor> tensors() {
    return Stream.of(
            Stream.of(tokenEmbedding, distanceBias),
            layers.stream().flatMap(TransformerWeights.Layer::tensors),
            Stream.of(finalNorm))
        .flatMap(each -> each);
  }
}
