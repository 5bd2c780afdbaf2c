/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.stream.Stream;

/** The second half of a block. */
@ApiStatus.Experimental(since = "0.1")
public sealed interface FeedForward {
  /**
   * All weights.
   *
   * @return matrices and biases
   */
  Stream<Tensor> tensors();

  /**
   * Counts the multiplications for one token.
   *
   * @return the elements of all matrices
   */
  long multiplications();

  /**
   * down(activation(gate(x)) up(x)).
   *
   * @param gate feed-forward width x width, its output goes through the network's activation: SiLU,
   *     in a {@link TextEncoderNetwork} GELU
   * @param up feed-forward width x width, multiplied with the former
   * @param down width x feed-forward width
   */
  record Gated(Tensor gate, Tensor up, Tensor down) implements FeedForward {
    @Override
    public Stream<Tensor> tensors() {
      return Stream.of(gate, up, down);
    }

    @Override
    public long multiplications() {
      return tensors().mapToLong(each -> each.shape().elements()).sum();
    }
  }

  /**
   * down(gelu(up(x))).
   *
   * @param up feed-forward width x width
   * @param gelu which GELU it is
   * @param down width x feed-forward width
   */
  record Plain(Projection.Linear up, Projection.Gelu gelu, Projection.Linear down)
      implements FeedForward {
    @Override
    public Stream<Tensor> tensors() {
      return Stream.concat(up.tensors(), down.tensors());
    }

    @Override
    public long multiplications() {
      return up.multiplications() + down.multiplications();
    }
  }
}
