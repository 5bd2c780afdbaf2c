/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import io.zipar.ApiStatus;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The sizes of an image tokenizer.
 *
 * @param codebookSize number of entries
 * @param entryWidth width of an entry
 * @param normalized whether entries and latents are normalised
 * @param latentChannels width between the convolutions around the codebook
 * @param decoder the decoder's half
 * @param encoder the encoder's half, if there is one
 * @param groups groups of every GroupNorm
 * @param epsilon of every GroupNorm
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageTokenizerSizes(
    int codebookSize,
    int entryWidth,
    boolean normalized,
    int latentChannels,
    Half decoder,
    Optional<Half> encoder,
    int groups,
    double epsilon) {
  static final int PIXEL_CHANNELS = 3;

  /**
   * One half of the tokenizer.
   *
   * @param inner channels behind the first convolution
   * @param widths channels of each level, from the highest resolution on
   * @param blocks residual blocks of each level
   * @param attention levels with attention, 0 being the highest resolution
   */
  public record Half(int inner, List<Integer> widths, int blocks, SortedSet<Integer> attention) {
    /** Copies the list. */
    public Half {
      widths = List.copyOf(widths);
    }

    /**
     * The number of levels.
     *
     * @return at least 1
     */
    public int levels() {
      return widths.size();
    }

    /**
     * Pixels per token and side.
     *
     * @return a power of two
     */
    public int downsampling() {
      return 1 << (levels() - 1);
    }
  }
}
