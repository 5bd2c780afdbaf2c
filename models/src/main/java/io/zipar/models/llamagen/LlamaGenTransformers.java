/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import java.util.List;

/**
 * The transformers of LlamaGen (Sun et al. 2024, arXiv 2406.06525), class- and text-conditional.
 * Immutable and safe for several threads.
 */
public final class LlamaGenTransformers implements TransformerFamily {
  /** Creates the family; it holds no state. */
  public LlamaGenTransformers() {}

  @Override
  public String name() {
    return PublishedSizes.FAMILY;
  }

  @Override
  public FamilyCatalog catalog() {
    return new FamilyCatalog(
        List.of(
            new NetworkKind(
                "LlamaGen c2i",
                "class",
                PublishedSizes.grid(PublishedSizes.DEFAULT_PIXELS),
                PublishedSizes.C2I_DEFAULTS),
            new NetworkKind(
                "LlamaGen t2i",
                "caption (Flan-T5)",
                PublishedSizes.grid(PublishedSizes.CAPTION_PIXELS),
                PublishedSizes.T2I_DEFAULTS)),
        PublishedSizes.architectures());
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return GptWeights.describesLlamaGen(checkpoint)
        && !NarTransformers.hasBranch(checkpoint)
        && !RandArTransformers.hasInstructions(checkpoint);
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    return new GptReading(
            checkpoint, choices.architecture(), 0, (source, weights, sizes) -> weights)
        .read("LlamaGen");
  }
}
