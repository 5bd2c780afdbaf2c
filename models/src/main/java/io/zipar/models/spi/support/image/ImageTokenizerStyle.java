/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import io.zipar.ApiStatus;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a family writes an image tokenizer down: the names of its tensors, the entries of its
 * configuration, and what neither of them tells. All are convolutional networks of levels, each of
 * half the resolution of the one before; level 0 is that of the pixels.
 *
 * @param label what to call the tokenizer in logs
 * @param names the names of tensors
 * @param keys the entries of the configuration
 * @param normalized whether entries and latents are normalised where the configuration is silent
 * @param attention which levels have attention
 * @param harmless tensors that play no role when the tokenizer is used
 * @param strict whether the authors' loader refuses further tensors; else they are named in the log
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageTokenizerStyle(
    String label,
    Names names,
    Keys keys,
    boolean normalized,
    Attention attention,
    Pattern harmless,
    boolean strict) {

  /** What tells the levels that have attention behind every residual block. */
  public enum Attention {
    /** It is always the lowest one. */
    LOWEST_LEVEL,
    /** Tensors; {@code attn_resolutions} lists sides of the picture in nominal pixels. */
    LISTED_BY_RESOLUTION,
    /** Tensors; {@code attn_resolutions} lists levels. */
    LISTED_BY_LEVEL
  }

  /**
   * Names of tensors.
   *
   * @param afterCodebook the convolution from entries to latents
   * @param afterCodebookRank dimensions of its weight
   * @param decoderLevels the word for levels of the decoder
   * @param encoderLevels the word for levels of the encoder
   * @param decoderFromLowest whether the decoder's level of the lowest resolution has the number 0
   * @param block the word for residual blocks
   * @param middle residual block, attention and residual block in the middle
   */
  public record Names(
      String afterCodebook,
      int afterCodebookRank,
      String decoderLevels,
      String encoderLevels,
      boolean decoderFromLowest,
      String block,
      List<String> middle) {
    /** Those of taming-transformers (Esser et al. 2021), which many families inherited. */
    public static final Names TAMING =
        new Names(
            "post_quant_conv",
            4,
            "up",
            "down",
            false,
            "block",
            List.of("block_1", "attn_1", "block_2"));

    /** Those of LlamaGen. */
    public static final Names LLAMAGEN =
        new Names(
            "post_quant_conv",
            4,
            "conv_blocks",
            "conv_blocks",
            true,
            "res",
            List.of("0", "1", "2"));

    /** Copies the list. */
    public Names {
      middle = List.copyOf(middle);
    }

    /**
     * The same names but one.
     *
     * @param name of the convolution from entries to latents
     * @param rank dimensions of its weight
     * @return the names
     */
    public Names withAfterCodebook(String name, int rank) {
      return new Names(name, rank, decoderLevels, encoderLevels, decoderFromLowest, block, middle);
    }

    /**
     * Tells whether tensors have these names.
     *
     * @param tensors names of tensors
     * @return whether one is of a level or of the middle of the decoder
     */
    public boolean recognises(Collection<String> tensors) {
      String middleOfDecoder = Side.DECODER.prefix() + "mid." + middle.get(0) + ".";
      return tensors.stream()
          .anyMatch(
              name -> name.startsWith(levels(Side.DECODER)) || name.startsWith(middleOfDecoder));
    }

    /** What the names of a side's levels begin with, for example {@code decoder.up.}. */
    String levels(Side side) {
      return side.prefix() + (side == Side.DECODER ? decoderLevels : encoderLevels) + ".";
    }

    /** What the names of one level begin with, for example {@code decoder.up.0.}. */
    String level(Side side, int level, int levels) {
      boolean fromLowest = side == Side.DECODER && decoderFromLowest;
      return levels(side) + (fromLowest ? levels - 1 - level : level) + ".";
    }
  }

  /** The halves of a tokenizer. */
  enum Side {
    DECODER,
    ENCODER;

    /** What the names of its tensors begin with. */
    String prefix() {
      return word() + ".";
    }

    /** The name for errors. */
    String word() {
      return this == DECODER ? "decoder" : "encoder";
    }
  }

  /**
   * Entries of the configuration. Those not listed have the same name in all families.
   *
   * @param section the entry that holds those of the network, empty if they stand at the top
   * @param codebookSize number of entries
   * @param entryWidth width of an entry
   * @param decoderWidths multipliers of the decoder's levels
   * @param encoderWidths multipliers of the encoder's levels
   * @param outChannels channels of a picture
   */
  public record Keys(
      String section,
      String codebookSize,
      String entryWidth,
      String decoderWidths,
      String encoderWidths,
      String outChannels) {}
}
