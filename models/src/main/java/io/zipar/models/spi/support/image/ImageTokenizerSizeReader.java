/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import io.zipar.ApiStatus;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.spi.support.image.ImageTokenizerStyle.Side;
import io.zipar.models.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the sizes of an image tokenizer. The tensors tell all but the normalisations; what the
 * configuration says otherwise is a problem.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ImageTokenizerSizeReader {
  /** Without its first or last layer an encoder is of no use, and decoding needs none of it. */
  private static final List<String> ENCODER_ENDS =
      List.of("encoder.conv_in.weight", "quant_conv.weight");

  private static final int GROUPS = 32;
  private static final double EPSILON = 1e-6;
  private static final int MAX_LEVELS = 16;

  private final Checkpoint checkpoint;
  private final ImageTokenizerStyle style;
  private final Problems problems;
  private final TensorSizes anchors;

  private ImageTokenizerSizeReader(Checkpoint checkpoint, ImageTokenizerStyle style) {
    this.checkpoint = checkpoint;
    this.style = style;
    this.problems = new Problems(checkpoint.describe());
    this.anchors = new TensorSizes(checkpoint.tensors(), problems);
  }

  /**
   * Reads the sizes.
   *
   * @param checkpoint an open checkpoint
   * @param style how the family writes a tokenizer down
   * @return the sizes
   * @throws io.zipar.InvalidInputException if they cannot be told or contradict each other
   */
  public static ImageTokenizerSizes read(Checkpoint checkpoint, ImageTokenizerStyle style) {
    return new ImageTokenizerSizeReader(checkpoint, style).read();
  }

  private ImageTokenizerSizes read() {
    Shape codebook = anchors.shape(ImageTokenizerReader.CODEBOOK, 2);
    ImageTokenizerStyle.Names names = style.names();
    Shape afterCodebook =
        anchors.shape(names.afterCodebook() + ".weight", names.afterCodebookRank());
    ImageTokenizerSizes.Half decoder = half(Side.DECODER);
    Optional<ImageTokenizerSizes.Half> encoder =
        ENCODER_ENDS.stream().allMatch(anchors::has) && !isHarmless(ENCODER_ENDS.get(0))
            ? Optional.of(half(Side.ENCODER))
            : Optional.empty();
    problems.check();
    new ImageTokenizerConfigCheck(checkpoint.config(), style, problems)
        .check(codebook, afterCodebook, decoder, encoder);
    problems.check();
    ModelConfig config = checkpoint.config();
    return new ImageTokenizerSizes(
        (int) codebook.dimension(0),
        (int) codebook.dimension(1),
        config.flag("codebook_l2_norm").orElse(style.normalized()),
        (int) afterCodebook.dimension(0),
        decoder,
        encoder,
        config.positive("group_norm_groups").orElse(GROUPS),
        config.decimal("group_norm_eps").orElse(EPSILON));
  }

  private boolean isHarmless(String name) {
    return style.harmless().matcher(name).matches();
  }

  private ImageTokenizerSizes.Half half(Side side) {
    int inner = (int) anchors.shape(side.prefix() + "conv_in.weight", 4).dimension(0);
    String levelPrefix = style.names().levels(side);
    int levels =
        anchors.count(Pattern.compile(Pattern.quote(levelPrefix) + "([0-9]{1,4})\\."), levelPrefix);
    if (levels > MAX_LEVELS) {
      problems.add(
          "the " + side.word() + " has " + levels + " levels, expected at most " + MAX_LEVELS);
      levels = 1;
    }
    List<Integer> widths = new ArrayList<>();
    SortedSet<Integer> attention = new TreeSet<>();
    int blocks = 1;
    for (int level = 0; level < levels; level++) {
      String prefix = style.names().level(side, level, levels);
      String block = prefix + style.names().block() + ".";
      widths.add((int) anchors.shape(block + "0.conv1.weight", 4).dimension(0));
      Pattern numbered = Pattern.compile(Pattern.quote(block) + "([0-9]{1,4})\\.");
      blocks = Math.max(blocks, anchors.count(numbered, block));
      if (hasAttention(prefix, level == levels - 1)) {
        attention.add(level);
      }
    }
    return new ImageTokenizerSizes.Half(
        inner, widths, blocks, Collections.unmodifiableSortedSet(attention));
  }

  private boolean hasAttention(String level, boolean lowest) {
    return style.attention() == ImageTokenizerStyle.Attention.LOWEST_LEVEL
        ? lowest
        : checkpoint.tensors().names().stream().anyMatch(name -> name.startsWith(level + "attn."));
  }
}
