/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.t5;

import io.zipar.models.network.TextEncoderWeights;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.support.StackedRows;
import io.zipar.models.spi.support.WeightSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The weights of a T5 encoder by the names of the Hugging Face library. */
final class T5Weights {
  static final String BLOCKS = "encoder.block.";
  static final String QUERY = "layer.0.SelfAttention.q.weight";
  static final String GATE = "layer.1.DenseReluDense.wi_0.weight";

  /** The bias of any block ends so; only the first block of a T5 has one. */
  static final String BIAS_OF_BLOCK = ".relative_attention_bias.weight";

  static final String BIAS = BLOCKS + "0.layer.0.SelfAttention.relative_attention_bias.weight";

  private static final String SHARED = "shared.weight";
  private static final String EMBEDDING = "encoder.embed_tokens.weight";

  /** The decoder, and what is stored once more under another name. */
  private static final Pattern HARMLESS =
      Pattern.compile("decoder\\..*|lm_head\\.weight|" + EMBEDDING.replace(".", "\\."));

  private T5Weights() {}

  static boolean harmless(String name) {
    return HARMLESS.matcher(name).matches();
  }

  static String block(int layer) {
    return BLOCKS + layer + ".";
  }

  /** The name of the token embedding: encoder and decoder share it, an encoder alone may own it. */
  static String embedding(Collection<String> names) {
    return names.contains(EMBEDDING) && !names.contains(SHARED) ? EMBEDDING : SHARED;
  }

  static TextEncoderWeights take(WeightSource source, T5Sizes t5, String embedding) {
    TransformerSizes sizes = t5.sizes();
    List<TransformerWeights.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < sizes.layers(); layer++) {
      layers.add(layer(source, block(layer), sizes));
    }
    return new TextEncoderWeights(
        source.take(embedding, sizes.vocabulary(), sizes.width()),
        source.take(BIAS, t5.buckets().count(), sizes.heads()),
        layers,
        source.take("encoder.final_layer_norm.weight", sizes.width()));
  }

  private static TransformerWeights.Layer layer(
      WeightSource source, String prefix, TransformerSizes sizes) {
    long width = sizes.width();
    long inner = sizes.queryWidth();
    long hidden = sizes.feedForwardWidth();
    String attention = prefix + "layer.0.SelfAttention.";
    String feedForward = prefix + "layer.1.DenseReluDense.";
    return new TransformerWeights.Layer(
        source.take(prefix + "layer.0.layer_norm.weight", width),
        new StackedRows(
            attention + "qkv.weight",
            List.of(
                source.take(prefix + QUERY, inner, width),
                source.take(attention + "k.weight", inner, width),
                source.take(attention + "v.weight", inner, width))),
        source.take(attention + "o.weight", width, inner),
        source.take(prefix + "layer.1.layer_norm.weight", width),
        source.take(prefix + GATE, hidden, width),
        source.take(feedForward + "wi_1.weight", hidden, width),
        source.take(feedForward + "wo.weight", width, hidden));
  }
}
