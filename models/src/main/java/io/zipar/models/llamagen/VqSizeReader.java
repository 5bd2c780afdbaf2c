/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.tensor.Shape;
import io.zipar.models.weights.Anchors;
import io.zipar.models.weights.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the sizes of a VQ tokenizer. The tensors tell all but the normalisations; what the
 * configuration says otherwise is a problem.
 */
final class VqSizeReader {
  private static final int GROUPS = 32;
  private static final double EPSILON = 1e-6;
  private static final int MAX_LEVELS = 16;

  private final Checkpoint checkpoint;
  private final ModelConfig config;
  private final Problems problems;
  private final Anchors anchors;

  private VqSizeReader(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
    this.config = checkpoint.config();
    this.problems = new Problems(checkpoint.describe());
    this.anchors = new Anchors(checkpoint.tensors(), problems);
  }

  /** Reads the sizes; throws if they cannot be told or contradict each other. */
  static VqSizes read(Checkpoint checkpoint) {
    return new VqSizeReader(checkpoint).read();
  }

  private VqSizes read() {
    Shape codebook = anchors.shape("quantize.embedding.weight", 2);
    Shape afterCodebook = anchors.shape("post_quant_conv.weight", 4);
    VqSizes.Half decoder = half("decoder");
    Optional<VqSizes.Half> encoder =
        checkpoint.tensors().names().stream()
                .anyMatch(name -> name.startsWith("encoder.") || name.startsWith("quant_conv."))
            ? Optional.of(half("encoder"))
            : Optional.empty();
    problems.check();
    expect("codebook_size", "quantize.embedding.weight", codebook, 0, codebook.dimension(0));
    expect("codebook_embed_dim", "quantize.embedding.weight", codebook, 1, codebook.dimension(1));
    expect("z_channels", "post_quant_conv.weight", afterCodebook, 0, afterCodebook.dimension(0));
    checkWidths(decoder, encoder);
    checkBlocks(decoder, encoder);
    checkPixels("in_channels");
    checkPixels("out_channels");
    problems.check();
    return new VqSizes(
        (int) codebook.dimension(0),
        (int) codebook.dimension(1),
        config.flag("codebook_l2_norm").orElse(true),
        (int) afterCodebook.dimension(0),
        decoder,
        encoder,
        config.positive("group_norm_groups").orElse(GROUPS),
        config.decimal("group_norm_eps").orElse(EPSILON));
  }

  private VqSizes.Half half(String side) {
    int inner = (int) anchors.shape(side + ".conv_in.weight", 4).dimension(0);
    String levelPrefix = side + ".conv_blocks.";
    int levels =
        anchors.count(Pattern.compile(side + "\\.conv_blocks\\.([0-9]{1,4})\\."), levelPrefix);
    if (levels > MAX_LEVELS) {
      problems.add("the " + side + " has " + levels + " levels, expected at most " + MAX_LEVELS);
      levels = 1;
    }
    List<Integer> widths = new ArrayList<>();
    int blocks = 1;
    for (int level = 0; level < levels; level++) {
      String prefix = levelPrefix + level + ".res.";
      widths.add((int) anchors.shape(prefix + "0.conv1.weight", 4).dimension(0));
      Pattern block = Pattern.compile(Pattern.quote(prefix) + "([0-9]{1,4})\\.");
      blocks = Math.max(blocks, anchors.count(block, prefix));
    }
    return new VqSizes.Half(inner, widths, blocks);
  }

  private void checkWidths(VqSizes.Half decoder, Optional<VqSizes.Half> encoder) {
    if (encoder.isPresent() && encoder.get().widths().size() != decoder.widths().size()) {
      problems.add(
          "the encoder has "
              + encoder.get().widths().size()
              + " levels and the decoder "
              + decoder.widths().size());
    }
    List<Integer> fromHighest = new ArrayList<>(decoder.widths());
    Collections.reverse(fromHighest);
    checkWidths("decoder", fromHighest);
    encoder.ifPresent(half -> checkWidths("encoder", half.widths()));
    int downsampling = decoder.downsampling();
    config
        .positive("downsample_factor")
        .filter(factor -> factor != downsampling)
        .ifPresent(
            factor ->
                problems.add(
                    "downsample_factor "
                        + factor
                        + " in "
                        + config.name()
                        + " is not the "
                        + downsampling
                        + " of the decoder's "
                        + decoder.widths().size()
                        + " levels"));
  }

  /** Compares widths, from the highest resolution on, with base width times multipliers. */
  private void checkWidths(String side, List<Integer> widths) {
    Optional<List<Integer>> multipliers = config.positives(side + "_ch_mult");
    Optional<Integer> base = config.positive("ch");
    if (multipliers.isEmpty() || multipliers.get().isEmpty()) {
      return;
    }
    // Without a base width the multipliers still tell the ratios.
    long unit =
        base.map(Integer::longValue).orElse((long) widths.get(0) / multipliers.get().get(0));
    List<Long> wanted = multipliers.get().stream().map(m -> unit * m).toList();
    if (!wanted.equals(widths.stream().map(Integer::longValue).toList())) {
      problems.add(
          "the "
              + side
              + "'s levels "
              + side
              + ".conv_blocks.* have "
              + widths
              + " channels from the highest resolution on, but "
              + side
              + "_ch_mult "
              + multipliers.get()
              + " in "
              + config.name()
              + " asks for "
              + wanted);
    }
  }

  private void checkBlocks(VqSizes.Half decoder, Optional<VqSizes.Half> encoder) {
    config
        .positive("num_res_blocks")
        .ifPresent(
            count -> {
              checkBlocks("decoder", decoder.blocks(), count + 1L, count);
              encoder.ifPresent(half -> checkBlocks("encoder", half.blocks(), count, count));
            });
  }

  private void checkBlocks(String side, int found, long wanted, int stated) {
    if (found != wanted) {
      problems.add(
          side
              + ".conv_blocks.*.res has "
              + found
              + " blocks per level, but num_res_blocks "
              + stated
              + " in "
              + config.name()
              + " asks for "
              + wanted);
    }
  }

  private void checkPixels(String key) {
    config
        .positive(key)
        .filter(channels -> channels != VqSizes.PIXEL_CHANNELS)
        .ifPresent(
            channels ->
                problems.add(
                    key + " " + channels + " in " + config.name() + " must be 3, for colours"));
  }

  private void expect(String key, String tensor, Shape shape, int dimension, long found) {
    config
        .positive(key)
        .filter(value -> value != found)
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
