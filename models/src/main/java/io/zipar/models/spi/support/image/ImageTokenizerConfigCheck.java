/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.AbsentFeatures;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.image.ImageTokenizerStyle.Side;
import io.zipar.models.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares the sizes that the tensors tell with those in the configuration. */
final class ImageTokenizerConfigCheck {
  private static final AbsentFeatures OTHERS =
      AbsentFeatures.none()
          .with(List.of("true"), "resamp_with_conv")
          .with(List.of("false"), "double_z", "tanh_out", "give_pre_end", "use_linear_attn")
          .with(List.of("\"vanilla\""), "attn_type")
          .with(List.of("\"group\""), "norm_type")
          .with(List.of(), "quantization_config");

  private final ModelConfig config;
  private final ModelConfig network;
  private final ImageTokenizerStyle style;
  private final Problems problems;

  ImageTokenizerConfigCheck(ModelConfig config, ImageTokenizerStyle style, Problems problems) {
    this.config = config;
    this.network =
        style.keys().section().isEmpty() ? config : config.section(style.keys().section());
    this.style = style;
    this.problems = problems;
  }

  void check(
      Shape codebook,
      Shape afterCodebook,
      ImageTokenizerSizes.Half decoder,
      Optional<ImageTokenizerSizes.Half> encoder) {
    ImageTokenizerStyle.Keys keys = style.keys();
    expect(config, keys.codebookSize(), ImageTokenizerReader.CODEBOOK, codebook, 0);
    expect(config, keys.entryWidth(), ImageTokenizerReader.CODEBOOK, codebook, 1);
    expect(network, "z_channels", style.names().afterCodebook() + ".weight", afterCodebook, 0);
    checkLevels(decoder, encoder);
    checkWidths(Side.DECODER, keys.decoderWidths(), decoder);
    encoder.ifPresent(half -> checkWidths(Side.ENCODER, keys.encoderWidths(), half));
    checkDownsampling(decoder);
    checkBlocks(decoder, encoder);
    if (style.attention() != ImageTokenizerStyle.Attention.LOWEST_LEVEL) {
      checkAttention(Side.DECODER, decoder);
      encoder.ifPresent(half -> checkAttention(Side.ENCODER, half));
    }
    OTHERS.refuse(network, problems);
    checkPixels("in_channels");
    checkPixels(keys.outChannels());
  }

  private void checkLevels(
      ImageTokenizerSizes.Half decoder, Optional<ImageTokenizerSizes.Half> encoder) {
    encoder
        .filter(half -> half.levels() != decoder.levels())
        .ifPresent(
            half ->
                problems.add(
                    "the encoder has "
                        + half.levels()
                        + " levels and the decoder "
                        + decoder.levels()));
  }

  private void checkDownsampling(ImageTokenizerSizes.Half decoder) {
    network
        .positive("downsample_factor")
        .filter(factor -> factor != decoder.downsampling())
        .ifPresent(
            factor ->
                problems.add(
                    "downsample_factor "
                        + factor
                        + " in "
                        + config.name()
                        + " is not the "
                        + decoder.downsampling()
                        + " of the decoder's "
                        + decoder.levels()
                        + " levels"));
  }

  /** Compares with base width times multipliers. */
  private void checkWidths(Side side, String key, ImageTokenizerSizes.Half half) {
    Optional<List<Integer>> multipliers = network.positives(key);
    Optional<Integer> base = network.positive("ch");
    if (multipliers.isEmpty() || multipliers.get().isEmpty()) {
      return;
    }
    List<Integer> widths = half.widths();
    // Without a base width the multipliers still tell the ratios.
    long unit =
        base.map(Integer::longValue).orElse((long) widths.get(0) / multipliers.get().get(0));
    List<Long> wanted = multipliers.get().stream().map(m -> unit * m).toList();
    if (!wanted.equals(widths.stream().map(Integer::longValue).toList())) {
      problems.add(
          "the "
              + side.word()
              + "'s levels "
              + style.names().levels(side)
              + "* have "
              + widths
              + " channels from the highest resolution on, but "
              + key
              + " "
              + multipliers.get()
              + " in "
              + config.name()
              + " asks for "
              + wanted);
    }
  }

  private void checkBlocks(
      ImageTokenizerSizes.Half decoder, Optional<ImageTokenizerSizes.Half> encoder) {
    network
        .positive("num_res_blocks")
        .ifPresent(
            count -> {
              checkBlocks(Side.DECODER, decoder.blocks(), count + 1L, count);
              encoder.ifPresent(half -> checkBlocks(Side.ENCODER, half.blocks(), count, count));
            });
  }

  private void checkBlocks(Side side, int found, long wanted, int stated) {
    if (found != wanted) {
      problems.add(
          style.names().levels(side)
              + "*."
              + style.names().block()
              + " has "
              + found
              + " blocks per level, but num_res_blocks "
              + stated
              + " in "
              + config.name()
              + " asks for "
              + wanted);
    }
  }

  private void checkAttention(Side side, ImageTokenizerSizes.Half half) {
    Optional<List<Integer>> listed = network.wholeNumbers("attn_resolutions");
    Optional<SortedSet<Integer>> wanted =
        listed.flatMap(
            numbers ->
                style.attention() == ImageTokenizerStyle.Attention.LISTED_BY_LEVEL
                    ? Optional.of(new TreeSet<>(numbers))
                    : levelsOf(numbers, half.levels()));
    wanted
        .filter(levels -> !levels.equals(half.attention()))
        .ifPresent(
            levels ->
                problems.add(
                    style.names().levels(side)
                        + "* has attention at levels "
                        + half.attention()
                        + ", but attn_resolutions "
                        + listed.get()
                        + " in "
                        + config.name()
                        + " asks for "
                        + levels));
  }

  /** Level 0 has the configured resolution, each further one half of it; empty if none is given. */
  private Optional<SortedSet<Integer>> levelsOf(List<Integer> resolutions, int levels) {
    return network
        .positive("resolution")
        .map(
            resolution -> {
              SortedSet<Integer> found = new TreeSet<>();
              for (int level = 0; level < levels; level++) {
                if (resolutions.contains(resolution >> level)) {
                  found.add(level);
                }
              }
              return found;
            });
  }

  private void checkPixels(String key) {
    network
        .positive(key)
        .filter(channels -> channels != ImageTokenizerSizes.PIXEL_CHANNELS)
        .ifPresent(
            channels ->
                problems.add(
                    key + " " + channels + " in " + config.name() + " must be 3, for colours"));
  }

  private void expect(ModelConfig entries, String key, String tensor, Shape shape, int dimension) {
    entries
        .positive(key)
        .filter(value -> value != shape.dimension(dimension))
        .ifPresent(
            value -> {
              List<Long> wanted = new ArrayList<>(shape.dimensions());
              wanted.set(dimension, (long) value);
              problems.add(
                  "tensor "
                      + tensor
                      + " is "
                      + shape
                      + ", but "
                      + key
                      + " "
                      + value
                      + " in "
                      + config.name()
                      + " asks for "
                      + new Shape(wanted));
            });
  }
}
