/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.Grid;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.spi.support.TensorsUnder;
import io.zipar.models.spi.support.llama.LlamaDefaults;
import io.zipar.models.spi.support.llama.LlamaSizes;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads the sizes of a Janus off its configuration and its tensors, and compares both. */
final class JanusSizeReader {
  private static final LlamaDefaults DEFAULTS =
      new LlamaDefaults(
          "LlamaConfig", 32000, 4096, 11008, 32, 32, OptionalInt.empty(), 2048, 1e-6, 1e4);

  private static final Pattern LEVEL =
      Pattern.compile(Pattern.quote(JanusWeights.IMAGES) + "decoder\\.conv_blocks\\.([0-9])\\.");

  private static final int PUBLISHED_PIXELS = 384;
  private static final int PUBLISHED_DOWNSAMPLING = 16;

  private final Checkpoint checkpoint;
  private final ModelConfig config;
  private final Problems problems;

  private JanusSizeReader(Checkpoint checkpoint, Problems problems) {
    this.checkpoint = checkpoint;
    this.config = checkpoint.config();
    this.problems = problems;
  }

  /**
   * Reads the sizes.
   *
   * @param checkpoint with a configuration
   * @param problems receives what is missing and contradicts; checked
   * @return the sizes
   * @throws io.zipar.InvalidInputException if there is a problem
   */
  static JanusSizes read(Checkpoint checkpoint, Problems problems) {
    return new JanusSizeReader(checkpoint, problems).read();
  }

  private JanusSizes read() {
    LlamaSizes llama = llama();
    TensorSizes sizes = new TensorSizes(checkpoint.tensors(), problems);
    var table = sizes.shape(JanusWeights.CODES, 2);
    int headWidth = (int) sizes.shape(JanusWeights.HEAD + ".weight", 2).dimension(0);
    int codes = (int) table.dimension(0);
    expect("gen_head_config", "image_token_size", codes, "rows of " + JanusWeights.CODES);
    expect("gen_vision_config", "image_token_size", codes, "rows of " + JanusWeights.CODES);
    expect(
        "gen_aligner_config",
        "input_dim",
        (int) table.dimension(1),
        "columns of " + JanusWeights.CODES);
    expect(
        "gen_head_config", "image_token_embed", headWidth, "rows of " + JanusWeights.HEAD + ".*");
    requireMlp();
    Grid grid = grid();
    problems.check();
    return new JanusSizes(llama, codes, (int) table.dimension(1), headWidth, grid);
  }

  private LlamaSizes llama() {
    Checkpoint language =
        new Checkpoint(
            new TensorsUnder(checkpoint.tensors(), JanusWeights.LANGUAGE),
            config.section("language_config"));
    return LlamaSizes.read(language, DEFAULTS, new Problems(language.describe()));
  }

  private void expect(String part, String key, int found, String what) {
    params(part)
        .positive(key)
        .filter(stated -> stated != found)
        .ifPresent(
            stated ->
                problems.add(
                    part
                        + ".params."
                        + key
                        + " in "
                        + config.name()
                        + " is "
                        + stated
                        + ", but there are "
                        + found
                        + " "
                        + what));
  }

  private void requireMlp() {
    ModelConfig aligner = params("gen_aligner_config");
    aligner
        .text("projector_type")
        .filter(type -> !type.equals("mlp_gelu"))
        .ifPresent(
            type ->
                problems.add(
                    "gen_aligner_config.params.projector_type in "
                        + config.name()
                        + " is "
                        + type
                        + ", but this network has mlp_gelu"));
    aligner
        .positive("depth")
        .filter(depth -> depth != 2)
        .ifPresent(
            depth ->
                problems.add(
                    "gen_aligner_config.params.depth in "
                        + config.name()
                        + " is "
                        + depth
                        + ", but this network has 2 layers"));
  }

  /** A square of the pixels that it also reads, in tokens of the image tokenizer beside it. */
  private Grid grid() {
    int pixels = params("vision_config").positive("image_size").orElse(PUBLISHED_PIXELS);
    int side = pixels / downsampling();
    if (side < 1) {
      problems.add(
          "vision_config.params.image_size " + pixels + " in " + config.name() + " is too small");
    }
    return Grid.of(Math.max(1, side), Math.max(1, side));
  }

  private int downsampling() {
    int levels =
        (int)
            checkpoint.tensors().names().stream()
                .map(LEVEL::matcher)
                .filter(matcher -> matcher.lookingAt())
                .map(matcher -> matcher.group(1))
                .distinct()
                .count();
    return levels == 0 ? PUBLISHED_DOWNSAMPLING : 1 << (levels - 1);
  }

  private ModelConfig params(String part) {
    return config.section(part).section("params");
  }
}
