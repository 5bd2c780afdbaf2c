/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The weights of a LlamaGen transformer by the authors' names. */
final class GptWeights {
  static final String TOKENS = "tok_embeddings.weight";
  static final String CLASSES = "cls_embedding.embedding_table.weight";
  static final String UNCONDITIONAL = "cls_embedding.uncond_embedding";
  static final String CAPTION = "cls_embedding.cap_proj.";
  static final String FIRST_QKV = "layers.0.attention.wqkv.weight";
  static final String FIRST_OUTPUT = "layers.0.attention.wo.weight";
  static final String FIRST_GATE = "layers.0.feed_forward.w1.weight";

  /** Computed tables that some writers store; this project computes them itself. */
  private static final Pattern HARMLESS =
      Pattern.compile("(.*\\.)?(freqs_cis|causal_mask|kv_cache\\..*)");

  private GptWeights() {}

  static boolean harmless(String name) {
    return HARMLESS.matcher(name).matches();
  }

  /**
   * Tells whether a checkpoint has the names of LlamaGen, or of a model that was made of it; those
   * of videos have three norms of their own.
   */
  static boolean describesLlamaGen(Checkpoint checkpoint) {
    Set<String> names = checkpoint.tensors().names();
    return !names.contains("norm_R.weight")
        && names.stream()
            .anyMatch(
                name ->
                    name.startsWith("cls_embedding.")
                        || name.startsWith("layers.") && name.endsWith(".attention.wqkv.weight"));
  }

  /** Takes all weights; the class table has one row more than classes, for no class at all. */
  static TransformerWeights takeC2i(WeightSource source, TransformerSizes sizes, int classes) {
    return take(
        source,
        sizes,
        () -> Optional.of(source.take(CLASSES, classes + 1L, sizes.width())),
        Optional.empty());
  }

  /** Takes all weights but {@link #UNCONDITIONAL}, which is an input of the network. */
  static TransformerWeights takeT2i(WeightSource source, TransformerSizes sizes, int captionWidth) {
    Tensor first = source.take(CAPTION + "fc1.weight", sizes.width(), captionWidth);
    Tensor second = source.take(CAPTION + "fc2.weight", sizes.width(), sizes.width());
    Projection projection =
        new Projection(
            Optional.of(
                new Projection.Hidden(
                    new Projection.Linear(first, Optional.empty()), Projection.Gelu.TANH)),
            new Projection.Linear(second, Optional.empty()));
    return take(source, sizes, Optional::empty, Optional.of(projection));
  }

  private static TransformerWeights take(
      WeightSource source,
      TransformerSizes sizes,
      Supplier<Optional<Tensor>> table,
      Optional<Projection> projection) {
    int width = sizes.width();
    List<TransformerWeights.Layer> layers = new ArrayList<>();
    for (int i = 0; i < sizes.layers(); i++) {
      layers.add(layer(source, "layers." + i + ".", sizes));
    }
    return new TransformerWeights(
        source.take(TOKENS, sizes.vocabulary(), width),
        Optional.empty(),
        table.get(),
        projection,
        layers,
        source.take("norm.weight", width),
        Projection.of(source.take("output.weight", sizes.vocabulary(), width)));
  }

  /** Takes the weights of one block. */
  static TransformerWeights.Layer layer(
      WeightSource source, String prefix, TransformerSizes sizes) {
    int width = sizes.width();
    int hidden = sizes.feedForwardWidth();
    return new TransformerWeights.Layer(
        source.take(prefix + "attention_norm.weight", width),
        source.take(
            prefix + "attention.wqkv.weight",
            sizes.queryWidth() + 2L * sizes.keyValueWidth(),
            width),
        source.take(prefix + "attention.wo.weight", width, sizes.queryWidth()),
        source.take(prefix + "ffn_norm.weight", width),
        source.take(prefix + "feed_forward.w1.weight", hidden, width),
        source.take(prefix + "feed_forward.w3.weight", hidden, width),
        source.take(prefix + "feed_forward.w2.weight", width, hidden));
  }
}
