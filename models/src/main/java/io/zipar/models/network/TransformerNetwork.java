/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;

/**
 * What a decoder-only transformer over image tokens is, for a backend to execute. Every block is
 * pre-norm: x + attention(RMSNorm(x)), then x + feedForward(RMSNorm(x)) with a SwiGLU feed-forward;
 * attention scales by 1/sqrt(head width), after rotating queries and keys by {@link #rotary}; a
 * final RMSNorm and the output matrix follow. There are no biases. Immutable, safe for several
 * threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TransformerNetwork {
  /**
   * Describes the network.
   *
   * @return a few words, for example {@code LlamaGen c2i GPT-L, 343M parameters}
   */
  String describe();

  /**
   * The sizes.
   *
   * @return the sizes of the matrices
   */
  TransformerSizes sizes();

  /**
   * The grid that the network was trained for.
   *
   * @return the default of a request
   */
  Grid defaultGrid();

  /**
   * Lays a grid out.
   *
   * @param grid the wanted grid
   * @return the layout
   * @throws io.zipar.InvalidInputException if the network cannot paint this grid
   */
  SequenceLayout layout(Grid grid);

  /**
   * Checks that an image can be conditioned so.
   *
   * @param conditioning what the image is to show
   * @throws io.zipar.InvalidInputException if it is of the wrong kind or out of range
   */
  void checkConditioning(Conditioning conditioning);

  /**
   * Makes a lane's prefix.
   *
   * @param lane conditioning and role
   * @return the input of the prefix slots
   * @throws io.zipar.InvalidInputException if the conditioning is of the wrong kind or out of range
   */
  PrefixInput prefix(Lane lane);

  /**
   * Computes the rotary angles.
   *
   * @param layout a layout of this network
   * @param prefixSlots number of prefix slots of the lane
   * @return a table of prefixSlots + positions slots
   */
  RotaryTable rotary(SequenceLayout layout, int prefixSlots);
}
