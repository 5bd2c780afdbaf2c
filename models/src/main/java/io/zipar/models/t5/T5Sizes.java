/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.t5;

import io.zipar.models.network.PositionBuckets;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sizes of a T5 encoder, read off its tensors. What the configuration says otherwise is a
 * problem; what no tensor tells is the configuration's to say, and it must be there for that.
 *
 * @param sizes the sizes of the matrices
 * @param buckets of distances
 * @param endToken number of the token that ends a text
 */
record T5Sizes(TransformerSizes sizes, PositionBuckets buckets, int endToken) {
  private static final Pattern LAYER = Pattern.compile("encoder\\.block\\.([0-9]{1,4})\\.");
  private static final String ACTIVATION = "feed_forward_proj";
  private static final String GATED_GELU = "gated-gelu";
  private static final double NORM_EPSILON = 1e-6;
  private static final int FARTHEST = 128;
  private static final int END_TOKEN = 1;

  /** What the tensors tell. */
  private record Told(int layers, Shape tokens, Shape query, Shape gate, Shape bias) {
    int heads() {
      return (int) bias.dimension(1);
    }

    int headWidth() {
      return (int) query.dimension(0) / heads();
    }
  }

  /**
   * Reads the sizes.
   *
   * @param checkpoint with a configuration
   * @param problems receives what is missing and contradicts; checked
   * @return the sizes
   * @throws io.zipar.InvalidInputException if there is a problem
   */
  static T5Sizes read(Checkpoint checkpoint, Problems problems) {
    ModelConfig config = checkpoint.config();
    checkKind(config, problems);
    TensorSizes anchors = new TensorSizes(checkpoint.tensors(), problems);
    String first = T5Weights.block(0);
    Told told =
        new Told(
            anchors.count(LAYER, T5Weights.BLOCKS),
            anchors.shape(T5Weights.embedding(checkpoint.tensors().names()), 2),
            anchors.shape(first + T5Weights.QUERY, 2),
            anchors.shape(first + T5Weights.GATE, 2),
            anchors.shape(T5Weights.BIAS, 2));
    problems.check();
    checkStated(config, told, problems);
    int farthest = config.positive("relative_attention_max_distance").orElse(FARTHEST);
    int endToken = config.index("eos_token_id").orElse(END_TOKEN);
    checkRanges(told, farthest, endToken, problems);
    problems.check();
    TransformerSizes sizes =
        new TransformerSizes(
            told.layers(),
            (int) told.tokens().dimension(1),
            told.heads(),
            told.heads(),
            told.headWidth(),
            (int) told.gate().dimension(0),
            (int) told.tokens().dimension(0),
            config.decimal("layer_norm_epsilon").orElse(NORM_EPSILON));
    return new T5Sizes(
        sizes, new PositionBuckets((int) told.bias().dimension(0), farthest), endToken);
  }

  /** Without a word on it, the library that wrote the file means the first T5, which has a ReLU. */
  private static void checkKind(ModelConfig config, Problems problems) {
    if (config == ModelConfig.none()) {
      problems.add("has no config.json beside it, which must state " + ACTIVATION);
      problems.check();
    }
    // MT5Config differs from T5Config in this default.
    boolean multilingual = config.text("model_type").filter("mt5"::equals).isPresent();
    String activation = config.text(ACTIVATION).orElse(multilingual ? GATED_GELU : "relu");
    config
        .text("dense_act_fn")
        .filter(name -> !name.equals("gelu_new"))
        .ifPresent(
            name ->
                problems.add(config.named("dense_act_fn") + " is " + name + ", expected gelu_new"));
    if (!config.flag("is_gated_act").orElse(true)) {
      problems.add(config.named("is_gated_act") + " is false, expected true");
    }
    if (!Set.of(GATED_GELU, "gated-gelu_new").contains(activation)) {
      problems.add(
          ACTIVATION
              + " "
              + activation
              + (config.hasAny(ACTIVATION)
                  ? " in " + config.name()
                  : " (the default of T5Config, since " + config.name() + " does not state it)")
              + " is not "
              + GATED_GELU
              + ", which Flan-T5 and T5 1.1 have");
    }
  }

  private static void checkStated(ModelConfig config, Told told, Problems problems) {
    compare(config, "num_layers", told.layers(), problems);
    compare(config, "num_heads", told.heads(), problems);
    compare(config, "d_model", told.tokens().dimension(1), problems);
    compare(config, "d_ff", told.gate().dimension(0), problems);
    compare(config, "vocab_size", told.tokens().dimension(0), problems);
    compare(config, "relative_attention_num_buckets", told.bias().dimension(0), problems);
    if (told.query().dimension(0) % told.heads() != 0) {
      problems.add(
          "tensor "
              + T5Weights.block(0)
              + T5Weights.QUERY
              + " is "
              + told.query()
              + ", expected a multiple of the "
              + told.heads()
              + " heads of tensor "
              + T5Weights.BIAS);
    } else {
      compare(config, "d_kv", told.headWidth(), problems);
    }
  }

  private static void compare(ModelConfig config, String key, long found, Problems problems) {
    config
        .positive(key)
        .filter(stated -> stated != found)
        .ifPresent(
            stated ->
                problems.add(
                    key
                        + " "
                        + stated
                        + " in "
                        + config.name()
                        + ", but the tensors say "
                        + found));
  }

  private static void checkRanges(Told told, int farthest, int endToken, Problems problems) {
    long buckets = told.bias().dimension(0);
    if (buckets < 4 || buckets % 2 != 0 || farthest <= buckets / 4) {
      problems.add(
          buckets
              + " buckets up to distance "
              + farthest
              + ": there must be an even number of at least 4, and a quarter of them below it");
    }
    if (told.headWidth() < 2 || told.headWidth() % 2 != 0) {
      problems.add("the head width " + told.headWidth() + " must be even");
    }
    if (endToken >= told.tokens().dimension(0)) {
      problems.add("eos_token_id " + endToken + " is not in the vocabulary");
    }
  }
}
