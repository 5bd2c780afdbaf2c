/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.spi.support.llama.LlamaWeights;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the weights of a Janus by their names in the authors' code. */
final class JanusWeights {
  /** What the language model's tensors begin with. */
  static final String LANGUAGE = "language_model.";

  /** What the image tokenizer's tensors begin with. */
  static final String IMAGES = "gen_vision_model.";

  static final String CODES = "gen_embed.weight";
  static final String HEAD = "gen_head.output_mlp_projector";
  private static final String LOGITS = "gen_head.vision_head";
  private static final String ALIGNER = "gen_aligner.layers.";

  /**
   * The tower that reads pictures and its aligner, the output for text, and the image tokenizer,
   * which is opened on its own.
   */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(vision_model|aligner|gen_vision_model)\\..*"
              + "|language_model\\.lm_head\\.weight|.*\\.rotary_emb\\.inv_freq");

  private JanusWeights() {}

  static boolean harmless(String name) {
    return OTHERS.matcher(name).matches();
  }

  static TransformerWeights take(WeightSource source, JanusSizes sizes) {
    TransformerSizes llama = sizes.llama().sizes();
    WeightSource language = (name, dimensions) -> source.take(LANGUAGE + name, dimensions);
    int width = llama.width();
    return new TransformerWeights(
        source.take(CODES, sizes.codes(), sizes.codeWidth()),
        Optional.of(
            projection(
                linear(source, ALIGNER + 0, width, sizes.codeWidth()),
                linear(source, ALIGNER + 2, width, width))),
        Optional.of(language.take(LlamaWeights.TOKENS, llama.vocabulary(), width)),
        Optional.empty(),
        LlamaWeights.layers(language, llama, Optional.empty()),
        language.take(LlamaWeights.NORM, width),
        projection(
            linear(source, HEAD, sizes.headWidth(), width),
            linear(source, LOGITS, sizes.codes(), sizes.headWidth())));
  }

  private static Projection projection(Projection.Linear first, Projection.Linear last) {
    return new Projection(Optional.of(new Projection.Hidden(first, Projection.Gelu.ERF)), last);
  }

  private static Projection.Linear linear(
      WeightSource source, String name, int outputs, int inputs) {
    return new Projection.Linear(
        source.take(name + ".weight", outputs, inputs),
        Optional.of(source.take(name + ".bias", outputs)));
  }
}
