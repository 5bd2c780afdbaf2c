/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.llama.LlamaDefaults;
import io.zipar.models.spi.support.llama.LlamaSizes;
import io.zipar.models.spi.support.llama.LlamaWeights;
import io.zipar.spi.TokenNumbering;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Emu3-Gen (Wang et al. 2024, arXiv 2409.18869): a Llama with grouped queries whose vocabulary ends
 * with visual tokens. Immutable and safe for several threads.
 */
public final class Emu3Transformers implements TransformerFamily {
  static final String FAMILY = "emu3";

  private static final String TYPE = "Emu3";

  /** As newer versions of the transformers library call what it has converted. */
  private static final String CONVERTED = "emu3";

  private static final int IMAGE_AREA = 720 * 720;

  private static final LlamaDefaults DEFAULTS =
      new LlamaDefaults(
          "Emu3Config", 184622, 4096, 14336, 32, 32, OptionalInt.of(8), 9216, 1e-5, 1e6);

  /** Creates the family; it holds no state. */
  public Emu3Transformers() {}

  @Override
  public String name() {
    return FAMILY;
  }

  @Override
  public FamilyCatalog catalog() {
    return FamilyCatalog.of(
        new NetworkKind("Emu3-Gen", "prompt", Emu3Grid.of(IMAGE_AREA, 1, 1), Emu3Network.DEFAULTS));
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint
        .config()
        .text("model_type")
        .filter(type -> type.equals(TYPE) || type.equals(CONVERTED))
        .isPresent();
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    Problems problems = new Problems(checkpoint.describe());
    if (checkpoint.config().hasAny("text_config")) {
      problems.add(
          "is Emu3 as the transformers library converts it (text_config in "
              + checkpoint.config().name()
              + "); expected the authors' own checkpoint, whose model_type is "
              + TYPE);
      problems.check();
    }
    LlamaSizes llama = LlamaSizes.read(checkpoint, DEFAULTS, problems);
    Emu3Tokens special = Emu3Tokens.read(checkpoint.config(), problems);
    TokenNumbering tokens = special.numbering(llama, checkpoint.config(), problems);
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TransformerWeights weights = LlamaWeights.take(source, llama, Optional.empty(), tokens);
    source.passOver(name -> name.endsWith(".rotary_emb.inv_freq"));
    problems.check();
    ListedWeights listed = new ListedWeights();
    LlamaWeights.take(listed, llama, Optional.empty(), tokens);
    int area = checkpoint.config().positive("image_area").orElse(IMAGE_AREA);
    return new Transformer(
        new Emu3Network("Emu3-Gen, " + listed.describeParameters(), llama, tokens, special, area),
        weights);
  }
}
