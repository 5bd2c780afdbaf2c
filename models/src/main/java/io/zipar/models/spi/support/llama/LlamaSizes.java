/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.ApiStatus;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
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
@ApiStatus.Experimental(since = "0.1")
public record LlamaSizes(
    TransformerSizes sizes, double rotaryBase, int maxPositions, boolean tied) {
  private static final Pattern LAYER = Pattern.compile("model\\.layers\\.([0-9]{1,4})\\.");
  private static final String QUERY = "model.layers.0.self_attn.q_proj.weight";
  private static final String KEY = "model.layers.0.self_attn.k_proj.weight";
  private static final String GATE = "model.layers.0.mlp.gate_proj.weight";

  /** A size, and where it comes from. */
  private record FoundSize(int value, String words) {
    static FoundSize of(ModelConfig config, String key, int otherwise, LlamaDefaults defaults) {
      return config
          .positive(key)
          .map(value -> new FoundSize(value, key + " " + value + " in " + config.name()))
          .orElseGet(
              () ->
                  new FoundSize(
                      otherwise,
                      key
                          + " "
                          + otherwise
                          + " (the default of "
                          + defaults.className()
                          + ", since "
                          + config.name()
                          + " does not state it)"));
    }
  }

  /**
   * Reads the sizes.
   *
   * @param checkpoint with a configuration
   * @param defaults what the family's own configuration class takes for entries that are missing
   * @param problems receives what contradicts and what this network does not have; checked
   * @return the sizes
   * @throws io.zipar.InvalidInputException if there is a problem
   */
  public static LlamaSizes read(Checkpoint checkpoint, LlamaDefaults defaults, Problems problems) {
    ModelConfig config = checkpoint.config();
    if (config == ModelConfig.none()) {
      problems.add("has no config.json beside it, which must state the sizes");
      problems.check();
    }
    FoundSize width = FoundSize.of(config, "hidden_size", defaults.width(), defaults);
    FoundSize heads = FoundSize.of(config, "num_attention_heads", defaults.heads(), defaults);
    FoundSize layers = FoundSize.of(config, "num_hidden_layers", defaults.layers(), defaults);
    FoundSize vocabulary = FoundSize.of(config, "vocab_size", defaults.vocabulary(), defaults);
    FoundSize feedForward =
        FoundSize.of(config, "intermediate_size", defaults.feedForwardWidth(), defaults);
    FoundSize keyValueHeads = keyValueHeads(config, heads, defaults);
    OtherNetworks.refuse(config, problems);
    double rotaryBase = RotaryBase.read(config, defaults.rotaryBase(), problems);
    problems.check();
    compare(checkpoint, layers, vocabulary, width, problems);
    int headWidth = config.positive("head_dim").orElse(width.value() / heads.value());
    checkHeads(checkpoint, heads, keyValueHeads, headWidth, problems);
    TensorSizes stored = new TensorSizes(checkpoint.tensors(), problems);
    expectRows(stored, GATE, feedForward.value(), feedForward.words(), problems);
    problems.check();
    return new LlamaSizes(
        new TransformerSizes(
            layers.value(),
            width.value(),
            heads.value(),
            keyValueHeads.value(),
            headWidth,
            feedForward.value(),
            vocabulary.value(),
            config.decimal("rms_norm_eps").orElse(defaults.normEpsilon())),
        rotaryBase,
        config.positive("max_position_embeddings").orElse(defaults.maxPositions()),
        config.flag("tie_word_embeddings").orElse(false));
  }

  private static void checkHeads(
      Checkpoint checkpoint,
      FoundSize heads,
      FoundSize keyValueHeads,
      int headWidth,
      Problems problems) {
    if (headWidth < 2 || headWidth % 2 != 0 || heads.value() % keyValueHeads.value() != 0) {
      problems.add(
          heads.words()
              + ", "
              + keyValueHeads.words()
              + ", head width "
              + headWidth
              + ": heads must be a multiple of key/value heads and the head width even");
    }
    if ((long) heads.value() * headWidth > Integer.MAX_VALUE / 4) {
      problems.add(heads.words() + " of width " + headWidth + " make queries that are too wide");
    }
    problems.check();
    TensorSizes stored = new TensorSizes(checkpoint.tensors(), problems);
    String each = " of width " + headWidth;
    expectRows(stored, QUERY, (long) heads.value() * headWidth, heads.words() + each, problems);
    expectRows(
        stored,
        KEY,
        (long) keyValueHeads.value() * headWidth,
        keyValueHeads.words() + each,
        problems);
    problems.check();
  }

  /**
   * Null means as many as there are heads; an entry that is missing means the default, which may be
   * the same.
   */
  private static FoundSize keyValueHeads(
      ModelConfig config, FoundSize heads, LlamaDefaults defaults) {
    String key = "num_key_value_heads";
    boolean missing = !config.mentions(key);
    if (config.hasAny(key) || missing && defaults.keyValueHeads().isPresent()) {
      return FoundSize.of(config, key, defaults.keyValueHeads().orElse(0), defaults);
    }
    String what = missing ? key + " missing in " : key + " null in ";
    return new FoundSize(heads.value(), what + config.name() + ", that is " + heads.words());
  }

  /** Holds what loops and tables depend on to the tensors. */
  private static void compare(
      Checkpoint checkpoint,
      FoundSize layers,
      FoundSize vocabulary,
      FoundSize width,
      Problems problems) {
    TensorSizes stored = new TensorSizes(checkpoint.tensors(), problems);
    int found = stored.count(LAYER, "model.layers.");
    if (found != layers.value()) {
      problems.add("there are tensors of " + found + " layers, but " + layers.words());
    }
    Shape tokens = stored.shape(LlamaWeights.TOKENS, 2);
    Shape wanted = Shape.of(vocabulary.value(), width.value());
    problems.check();
    if (!tokens.equals(wanted)) {
      problems.add(
          "tensor "
              + LlamaWeights.TOKENS
              + " is "
              + tokens
              + ", but "
              + vocabulary.words()
              + " and "
              + width.words()
              + " ask for "
              + wanted);
    }
  }

  private static void expectRows(
      TensorSizes stored, String tensor, long rows, String because, Problems problems) {
    if (stored.has(tensor) && stored.shape(tensor, 2).dimension(0) != rows) {
      problems.add(
          "tensor "
              + tensor
              + " has "
              + stored.shape(tensor, 2).dimension(0)
              + " rows, but "
              + because
              + " ask for "
              + rows);
    }
  }
}
