/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.tokenizer;

import java.util.List;

/**
 * The sizes of LlamaGen's image tokenizer (section 2.1 of arXiv 2406.06525).
 *
 * @param codes entries of the codebook
 * @param entryWidth width of an entry
 * @param latentChannels width around the codebook
 * @param channels width of the highest resolution
 * @param multipliers of the width, from the highest resolution on; one less than there are halvings
 * @param blocks residual blocks of a level in the encoder; the decoder has one more
 * @param groups of every GroupNorm
 */
public record TokenizerSizes(
    int codes,
    int entryWidth,
    int latentChannels,
    int channels,
    List<Integer> multipliers,
    int blocks,
    int groups) {
  /** Copies the list. */
  public TokenizerSizes {
    multipliers = List.copyOf(multipliers);
  }

  /**
   * The sizes of the shipped tokenizer.
   *
   * @return a tokenizer of 4 x 4 pixels per token
   */
  public static TokenizerSizes shipped() {
    return new TokenizerSizes(512, 8, 64, 32, List.of(1, 1, 2), 1, 8);
  }

  /**
   * Width of a level.
   *
   * @param level 0 for the highest resolution
   * @return channels
   */
  int width(int level) {
    return channels * multipliers.get(level);
  }

  int levels() {
    return multipliers.size();
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
