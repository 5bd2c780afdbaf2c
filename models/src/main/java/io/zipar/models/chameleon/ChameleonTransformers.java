/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.OptionSpec;
import io.zipar.models.network.TransformerNetwork.NormPlacement;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.spi.support.llama.LlamaDefaults;
import io.zipar.models.spi.support.llama.LlamaSizes;
import io.zipar.models.spi.support.llama.LlamaWeights;
import io.zipar.models.spi.support.llama.LlamaWeights.HeadNorms;
import io.zipar.spi.TokenNumbering;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Chameleon (arXiv 2405.09818) in the layout of the Hugging Face library, as Lumina-mGPT (arXiv
 * 2408.02657) trained it to paint. Immutable and safe for several threads.
 */
public final class ChameleonTransformers implements TransformerFamily {
  static final String FAMILY = "chameleon";

  private static final String TYPE = "chameleon";

  private static final LlamaDefaults DEFAULTS =
      new LlamaDefaults(
          "ChameleonConfig", 65536, 4096, 11008, 32, 32, OptionalInt.of(32), 4096, 1e-5, 1e4);

  private static final double HEAD_NORM_EPSILON = 1e-5;
  private static final String QUERY_NORM = "model.layers.0.self_attn.q_norm.weight";
  private static final String KEY_NORM = "model.layers.0.self_attn.k_norm.weight";

  /** The encoder of images, which painting does not need. */
  private static final String ENCODER = "model.vqmodel.";

  /** Creates the family; it holds no state. */
  public ChameleonTransformers() {}

  @Override
  public String name() {
    return FAMILY;
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(Unconditional.spec(), PromptAttention.spec());
  }

  @Override
  public FamilyCatalog catalog() {
    return FamilyCatalog.of(
        new NetworkKind(
            "Lumina-mGPT", "prompt", ChameleonNetwork.DEFAULT_GRID, ChameleonNetwork.DEFAULTS));
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint.config().text("model_type").filter(TYPE::equals).isPresent()
        || checkpoint.tensors().names().contains(QUERY_NORM);
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    ModelConfig config = checkpoint.config();
    Problems problems = new Problems(checkpoint.describe());
    LlamaSizes llama = LlamaSizes.read(checkpoint, DEFAULTS, problems);
    if (config.flag("mask_image_logits").orElse(false)) {
      problems.add(
          "mask_image_logits in "
              + config.name()
              + " is true: such a model never writes an image token; one that paints has false");
    }
    ChameleonTokens special = ChameleonTokens.read(config, llama.sizes().vocabulary());
    TokenNumbering tokens = special.numbering(config, problems);
    Optional<HeadNorms> norms = Optional.of(headNorms(checkpoint, llama, problems));
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TransformerWeights weights = LlamaWeights.take(source, llama, norms, tokens);
    source.passOver(name -> name.startsWith(ENCODER) || name.endsWith(".rotary_emb.inv_freq"));
    problems.check();
    ListedWeights listed = new ListedWeights();
    LlamaWeights.take(listed, llama, norms, tokens);
    boolean after = config.flag("swin_norm").orElse(false);
    return new Transformer(
        new ChameleonNetwork(
            "Chameleon, " + listed.describeParameters(),
            llama,
            tokens,
            special,
            after ? NormPlacement.AFTER : NormPlacement.BEFORE,
            Unconditional.of(choices.options().text(Unconditional.OPTION)),
            PromptAttention.of(choices.options().text(PromptAttention.OPTION))),
        weights);
  }

  private static HeadNorms headNorms(Checkpoint checkpoint, LlamaSizes llama, Problems problems) {
    TensorSizes anchors = new TensorSizes(checkpoint.tensors(), problems);
    int heads = llama.sizes().heads();
    int keyHeads = llama.sizes().keyValueHeads();
    HeadNorms norms =
        new HeadNorms(
            groups(anchors, QUERY_NORM, heads, checkpoint.config(), problems),
            groups(anchors, KEY_NORM, keyHeads, checkpoint.config(), problems),
            HEAD_NORM_EPSILON);
    problems.check();
    return norms;
  }

  /** A row for each part of a model that was trained in parallel, or for each head. */
  private static int groups(
      TensorSizes anchors, String name, int heads, ModelConfig config, Problems problems) {
    int rows = (int) anchors.shape(name, 2).dimension(0);
    Optional<Integer> stated = config.positive("model_parallel_size");
    if (heads % rows != 0 || rows != stated.orElse(rows) && rows != heads) {
      problems.add(
          "tensor "
              + name
              + " has "
              + rows
              + " rows, expected "
              + stated
                  .map(parts -> parts + " (" + config.named("model_parallel_size") + ") or")
                  .orElse("a divisor of")
              + " the "
              + heads
              + " heads");
    }
    return rows;
  }
}
