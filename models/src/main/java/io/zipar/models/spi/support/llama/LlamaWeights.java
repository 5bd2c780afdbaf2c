/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.ApiStatus;
import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.support.SelectedRows;
import io.zipar.models.spi.support.StackedRows;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.TokenNumbering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The weights of a Llama by the names of the Hugging Face library. */
@ApiStatus.Experimental(since = "0.1")
public final class LlamaWeights {
  /** The token embedding, vocabulary x width. */
  public static final String TOKENS = "model.embed_tokens.weight";

  /** The final norm, width. */
  public static final String NORM = "model.norm.weight";

  private static final String OUTPUT = "lm_head.weight";

  private final WeightSource source;
  private final TransformerSizes sizes;
  private final Optional<HeadNorms> headNorms;

  private LlamaWeights(WeightSource source, TransformerSizes sizes, Optional<HeadNorms> headNorms) {
    this.source = source;
    this.sizes = sizes;
    this.headNorms = headNorms;
  }

  /**
   * The LayerNorms of query and key heads.
   *
   * @param queryGroups rows of those of queries
   * @param keyGroups rows of those of keys
   * @param epsilon added to the variance
   */
  public record HeadNorms(int queryGroups, int keyGroups, double epsilon) {}

  /**
   * Takes all weights.
   *
   * @param source where they come from
   * @param llama the sizes
   * @param headNorms norms of heads, if the network has them
   * @param tokens whose rows of the output matrix are kept
   * @return the weights
   */
  public static TransformerWeights take(
      WeightSource source, LlamaSizes llama, Optional<HeadNorms> headNorms, TokenNumbering tokens) {
    long width = llama.sizes().width();
    int vocabulary = llama.sizes().vocabulary();
    List<TransformerWeights.Layer> layers = layers(source, llama.sizes(), headNorms);
    Tensor embedding = source.take(TOKENS, vocabulary, width);
    Tensor output = llama.tied() ? embedding : source.take(OUTPUT, vocabulary, width);
    return new TransformerWeights(
        embedding,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        layers,
        source.take(NORM, width),
        Projection.of(
            new SelectedRows(
                output, IntStream.range(0, tokens.imageTokens()).map(tokens::id).toArray())));
  }

  /**
   * Takes the weights of the blocks.
   *
   * @param source where they come from
   * @param sizes the sizes
   * @param headNorms norms of heads, if the network has them
   * @return the blocks in order
   */
  public static List<TransformerWeights.Layer> layers(
      WeightSource source, TransformerSizes sizes, Optional<HeadNorms> headNorms) {
    LlamaWeights weights = new LlamaWeights(source, sizes, headNorms);
    List<TransformerWeights.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < sizes.layers(); layer++) {
      layers.add(weights.layer("model.layers." + layer + "."));
    }
    return layers;
  }

  private TransformerWeights.Layer layer(String prefix) {
    long width = sizes.width();
    long hidden = sizes.feedForwardWidth();
    String attention = prefix + "self_attn.";
    Tensor queryKeyValue =
        new StackedRows(
            attention + "qkv_proj.weight",
            List.of(
                source.take(attention + "q_proj.weight", sizes.queryWidth(), width),
                source.take(attention + "k_proj.weight", sizes.keyValueWidth(), width),
                source.take(attention + "v_proj.weight", sizes.keyValueWidth(), width)));
    return new TransformerWeights.Layer(
        source.take(prefix + "input_layernorm.weight", width),
        queryKeyValue,
        headNorms.map(norms -> norm(attention + "q_norm.", norms.queryGroups(), norms)),
        headNorms.map(norms -> norm(attention + "k_norm.", norms.keyGroups(), norms)),
        source.take(attention + "o_proj.weight", width, sizes.queryWidth()),
        source.take(prefix + "post_attention_layernorm.weight", width),
        source.take(prefix + "mlp.gate_proj.weight", hidden, width),
        source.take(prefix + "mlp.up_proj.weight", hidden, width),
        source.take(prefix + "mlp.down_proj.weight", width, hidden));
  }

  private TransformerWeights.HeadNorm norm(String name, int groups, HeadNorms norms) {
    return new TransformerWeights.HeadNorm(
        source.take(name + "weight", groups, sizes.headWidth()),
        source.take(name + "bias", groups, sizes.headWidth()),
        norms.epsilon());
  }
}
