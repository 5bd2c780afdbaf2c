/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.llamagen.DeclaredSizes.Declaration;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.AbsentFeatures;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Finds the sizes of a LlamaGen transformer. What the tensors tell is read from them, and what the
 * configuration or the named architecture says otherwise is a problem. The number of heads, the
 * grid and two constants are not in the tensors.
 */
final class GptSizeReader {
  private static final double ROTARY_BASE = 10000;

  /** Words of other families; a configuration of LlamaGen says rope_base and norm_eps. */
  private static final AbsentFeatures OTHERS =
      AbsentFeatures.none()
          .with(List.of(), "rope_theta", "rope_scaling", "rope_parameters", "rms_norm_eps")
          .with(List.of(), "quantization_config", "partial_rotary_factor", "sliding_window")
          .with(List.of("\"silu\"", "\"swish\""), "hidden_act", "activation")
          .with(List.of("false"), "attention_bias", "mlp_bias", "qk_norm", "use_qk_norm");

  private static final Pattern LAYER = Pattern.compile("layers\\.([0-9]{1,4})\\.");

  private final Checkpoint checkpoint;
  private final ModelConfig config;
  private final Optional<Architecture> architecture;
  private final Problems problems;
  private final DeclaredSizes statements;
  private final List<Declaration> heads = new ArrayList<>();

  private GptSizeReader(
      Checkpoint checkpoint, Optional<Architecture> architecture, Problems problems) {
    this.checkpoint = checkpoint;
    this.config = checkpoint.config();
    this.architecture = architecture;
    this.problems = problems;
    this.statements = new DeclaredSizes(config, architecture, problems);
  }

  /**
   * Reads the sizes; throws if they cannot be told or contradict each other.
   *
   * @param text whether it is conditioned on captions, not on classes
   * @param extraLayers how many of the layers are no part of the backbone
   */
  static GptSizes read(
      Checkpoint checkpoint, Optional<Architecture> architecture, boolean text, int extraLayers) {
    return new GptSizeReader(checkpoint, architecture, new Problems(checkpoint.describe()))
        .read(text, extraLayers);
  }

  /** What the tensors tell. */
  private record Told(
      int layers, Shape tokens, PrefixSizes prefix, Shape queryKeyValue, Shape output, Shape gate) {
    int width() {
      return (int) tokens.dimension(1);
    }

    int feedForwardWidth() {
      return (int) gate.dimension(0);
    }

    int queryWidth() {
      return (int) output.dimension(1);
    }
  }

  private GptSizes read(boolean text, int extraLayers) {
    TensorSizes anchors = new TensorSizes(checkpoint.tensors(), problems);
    Told told =
        new Told(
            anchors.count(LAYER, "layers.") - extraLayers,
            anchors.shape(GptWeights.TOKENS, 2),
            text ? PrefixSizes.Caption.of(anchors) : PrefixSizes.Classes.of(anchors),
            anchors.shape(GptWeights.FIRST_QKV, 2),
            anchors.shape(GptWeights.FIRST_OUTPUT, 2),
            anchors.shape(GptWeights.FIRST_GATE, 2));
    if (told.layers() < 1) {
      problems.add(
          "there are tensors of "
              + (told.layers() + extraLayers)
              + " layers, of which the branch alone is said to have "
              + extraLayers
              + "; it must have fewer than there are");
    }
    problems.check();
    OTHERS.refuse(config, problems);
    checkStated(told);
    Optional<String> published =
        PublishedSizes.match(told.layers(), told.width(), told.feedForwardWidth());
    OptionalInt headCount = heads(told, published);
    GridChoice grid = GridChoice.of(checkpoint, architecture, text, problems);
    problems.check();
    TransformerSizes sizes = sizes(told, headCount.orElseThrow());
    String name =
        architecture
            .map(Architecture::name)
            .or(() -> published)
            .orElse(told.layers() + " layers of width " + told.width());
    return new GptSizes(
        name, sizes, told.prefix(), grid.grid(), config.decimal("rope_base").orElse(ROTARY_BASE));
  }

  /** Compares what is stated with what the tensors tell. */
  private void checkStated(Told told) {
    for (Declaration stated : statements.of("n_layer", Optional.of(TransformerSizes::layers))) {
      if (stated.value() != told.layers()) {
        problems.add("there are tensors of " + told.layers() + " layers, but " + stated);
      }
    }
    Shape tokens = told.tokens();
    statements.checkDimension(
        "dim", Optional.of(TransformerSizes::width), GptWeights.TOKENS, tokens, 1);
    // An architecture's name tells neither vocabulary nor classes: both are free in training.
    statements.checkDimension("vocab_size", Optional.empty(), GptWeights.TOKENS, tokens, 0);
    statements.checkDimension(
        "ffn_hidden",
        Optional.of(TransformerSizes::feedForwardWidth),
        GptWeights.FIRST_GATE,
        told.gate(),
        0);
    told.prefix().check(statements);
  }

  private TransformerSizes sizes(Told told, int headCount) {
    int queryWidth = told.queryWidth();
    Shape queryKeyValue = told.queryKeyValue();
    int headWidth = queryWidth / headCount;
    if (headWidth % 4 != 0) {
      problems.add(
          "the head width " + headWidth + " must be a multiple of 4 for the rotary embedding");
    }
    for (Declaration stated :
        statements.of("n_kv_head", Optional.of(TransformerSizes::keyValueHeads))) {
      long rows = queryWidth + 2L * stated.value() * headWidth;
      statements.expect(GptWeights.FIRST_QKV, queryKeyValue, 0, rows, stated);
    }
    problems.check();
    long keyValueRows = queryKeyValue.dimension(0) - queryWidth;
    long keyValueHeads = keyValueRows / (2L * headWidth);
    if (keyValueHeads < 1
        || keyValueHeads * 2 * headWidth != keyValueRows
        || headCount % keyValueHeads != 0) {
      problems.add(
          "tensor "
              + GptWeights.FIRST_QKV
              + " is "
              + queryKeyValue
              + ", expected "
              + queryWidth
              + " rows of queries and twice a divisor of the "
              + headCount
              + " heads times "
              + headWidth);
      problems.check();
    }
    return new TransformerSizes(
        told.layers(),
        told.width(),
        headCount,
        (int) keyValueHeads,
        headWidth,
        told.feedForwardWidth(),
        (int) told.tokens().dimension(0),
        config.decimal("norm_eps").orElse(PublishedSizes.NORM_EPSILON));
  }

  /** The number of heads, empty if there is a problem with it. */
  private OptionalInt heads(Told told, Optional<String> published) {
    int queryWidth = told.queryWidth();
    heads.addAll(statements.of("n_head", Optional.of(TransformerSizes::heads)));
    config
        .positive("head_dim")
        .ifPresent(
            headWidth -> {
              if (queryWidth % headWidth == 0) {
                heads.add(
                    new Declaration(
                        "head_dim " + headWidth + ", so n_head",
                        queryWidth / headWidth,
                        config.name()));
              } else {
                problems.add(
                    "head_dim "
                        + headWidth
                        + " in "
                        + config.name()
                        + " does not divide the "
                        + queryWidth
                        + " columns of tensor "
                        + GptWeights.FIRST_OUTPUT);
              }
            });
    Optional<Integer> known = published.flatMap(PublishedSizes::heads);
    if (heads.isEmpty() && config.hasAny("head_dim")) {
      return OptionalInt.empty();
    }
    if (heads.isEmpty() && known.isEmpty()) {
      problems.add(
          "the number of heads is not in the tensors, and "
              + told.layers()
              + " layers of width "
              + told.width()
              + " are no published size; give --arch NAME or n_head in a config.json beside it");
      return OptionalInt.empty();
    }
    int count = heads.isEmpty() ? known.get() : heads.get(0).value();
    for (Declaration other : heads) {
      if (other.value() != count) {
        problems.add(heads.get(0) + " contradicts " + other);
      }
    }
    if (queryWidth % count != 0) {
      problems.add(
          "tensor "
              + GptWeights.FIRST_OUTPUT
              + " has "
              + queryWidth
              + " columns, which n_head "
              + count
              + " does not divide");
    }
    return OptionalInt.of(count);
  }
}
