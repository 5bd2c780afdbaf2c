/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import java.util.List;
import java.util.Optional;

/**
 * The sizes of a VQ tokenizer.
 *
 * @param codebookSize number of entries
 * @param entryWidth width of an entry
 * @param normalized whether entries and latents are normalised
 * @param latentChannels width between the convolutions around the codebook
 * @param decoder the decoder's half, its levels from the lowest resolution on
 * @param encoder the encoder's half, its levels from the highest resolution on, if there is one
 * @param groups groups of every GroupNorm
 * @param epsilon of every GroupNorm
 */
record VqSizes(
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
   * @param widths channels of each level
   * @param blocks residual blocks of each level
   */
  record Half(int inner, List<Integer> widths, int blocks) {
    Half {
      widths = List.copyOf(widths);
    }

    int downsampling() {
      return 1 << (widths.size() - 1);
    }
  }
}
