/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sizes of a Llama in the layout of the Hugging Face library, as its configuration states them.
 * They are held to the tensors here as far as loops and tables depend on them, the rest by {@link
 * LlamaWeights}.
 *
 * @param sizes the sizes of the matrices
 * @param rotaryBase base of the rotary frequencies
 * @param maxPositions the longest sequence, prefix included
 * @param tied whether the output matrix is the token embedding
 */
public record LlamaSizes(
    TransformerSizes sizes, double rotaryBase, int maxPositions, boolean tied) {
  private static final Pattern LAYER = Pattern.compile("model\\.layers\\.([0-9]{1,4})\\.");
  private static final double ROTARY_BASE = 10000;

  /**
   * Reads the sizes.
   *
   * @param checkpoint with a configuration
   * @param normEpsilon of the RMSNorm, where the configuration does not state it
   * @param problems receives what is missing and contradicts; checked
   * @return the sizes
   * @throws io.zipar.InvalidInputException if there is a problem
   */
  public static LlamaSizes read(Checkpoint checkpoint, double normEpsilon, Problems problems) {
    ModelConfig config = checkpoint.config();
    if (config == ModelConfig.none()) {
      problems.add("has no config.json beside it, which must state the sizes");
      problems.check();
    }
    int width = stated(config, "hidden_size", problems);
    int heads = stated(config, "num_attention_heads", problems);
    int layers = stated(config, "num_hidden_layers", problems);
    int vocabulary = stated(config, "vocab_size", problems);
    int feedForward = stated(config, "intermediate_size", problems);
    refuseOthers(config, problems);
    problems.check();
    compare(checkpoint, layers, Shape.of(vocabulary, width), problems);
    int keyValueHeads = config.positive("num_key_value_heads").orElse(heads);
    int headWidth = config.positive("head_dim").orElse(width / heads);
    if (headWidth < 2 || headWidth % 2 != 0 || heads % keyValueHeads != 0) {
      problems.add(
          heads
              + " heads, "
              + keyValueHeads
              + " key/value heads, head width "
              + headWidth
              + " in "
              + config.name()
              + ": heads must be a multiple of key/value heads and the head width even");
    }
    if ((long) heads * headWidth > Integer.MAX_VALUE / 4) {
      problems.add(
          heads + " heads of width " + headWidth + " in " + config.name() + " are too many");
    }
    problems.check();
    double epsilon = config.decimal("rms_norm_eps").orElse(normEpsilon);
    return new LlamaSizes(
        new TransformerSizes(
            layers, width, heads, keyValueHeads, headWidth, feedForward, vocabulary, epsilon),
        config.decimal("rope_theta").orElse(ROTARY_BASE),
        config.positive("max_position_embeddings").orElse(Integer.MAX_VALUE),
        config.flag("tie_word_embeddings").orElse(false));
  }

  /** Holds what loops and tables depend on to the tensors. */
  private static void compare(Checkpoint checkpoint, int layers, Shape wanted, Problems problems) {
    TensorSizes anchors = new TensorSizes(checkpoint.tensors(), problems);
    int found = anchors.count(LAYER, "model.layers.");
    if (found != layers) {
      problems.add(
          "there are tensors of "
              + found
              + " layers, but num_hidden_layers "
              + layers
              + " in "
              + checkpoint.config().name());
    }
    Shape tokens = anchors.shape(LlamaWeights.TOKENS, 2);
    problems.check();
    if (!tokens.equals(wanted)) {
      problems.add(
          "tensor "
              + LlamaWeights.TOKENS
              + " is "
              + tokens
              + ", but vocab_size and hidden_size in "
              + checkpoint.config().name()
              + " ask for "
              + wanted);
    }
  }

  private static int stated(ModelConfig config, String key, Problems problems) {
    Optional<Integer> value = config.positive(key);
    if (value.isEmpty()) {
      problems.add(key + " is missing in " + config.name());
    }
    return value.orElse(1);
  }

  /** Refuses what this network does not have and a checkpoint must not silently lose. */
  private static void refuseOthers(ModelConfig config, Problems problems) {
    config
        .text("hidden_act")
        .filter(name -> !name.equals("silu"))
        .ifPresent(
            name -> problems.add("hidden_act " + name + " in " + config.name() + " is not silu"));
    for (String bias : new String[] {"attention_bias", "mlp_bias"}) {
      if (config.flag(bias).orElse(false)) {
        problems.add(bias + " in " + config.name() + " is true; this network has no biases");
      }
    }
    if (config.hasAny("rope_scaling")) {
      problems.add(
          "rope_scaling in " + config.name() + " is not null; this network has no scaling");
    }
  }
}
