/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.GenerationDefaults;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.Sampling;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.spi.support.FlatRows;
import io.zipar.models.spi.support.StillGrid;
import io.zipar.models.tensor.Tensor;

/**
 * RandAR (arXiv 2412.01827): the class-conditional LlamaGen and one vector more, of which the query
 * token of each cell is made. Immutable and safe for several threads.
 */
public final class RandArTransformers implements TransformerFamily {
  private static final String INSTRUCTION = "pos_instruct_embeddings";

  /** What the authors report as best for the small models. */
  private static final GenerationDefaults DEFAULTS =
      new GenerationDefaults(Guidance.share(1, 4), Sampling.PLAIN);

  /** Creates the family; it holds no state. */
  public RandArTransformers() {}

  @Override
  public String name() {
    return "randar";
  }

  @Override
  public FamilyCatalog catalog() {
    return FamilyCatalog.of(
        new NetworkKind("RandAR c2i", "class", PublishedSizes.grid(256), DEFAULTS));
  }

  static boolean hasInstructions(Checkpoint checkpoint) {
    return checkpoint.tensors().names().contains(INSTRUCTION);
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return GptWeights.describesLlamaGen(checkpoint) && hasInstructions(checkpoint);
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    GptReading reading =
        new GptReading(
            checkpoint,
            choices.architecture(),
            0,
            (source, weights, sizes) -> {
              source.take(INSTRUCTION, 1, sizes.width());
              return weights;
            });
    Transformer backbone = reading.read("RandAR");
    Tensor instruction = checkpoint.tensors().find(INSTRUCTION).orElseThrow();
    StillGrid.require(backbone.network().defaultGrid(), backbone.network().describe());
    TransformerSizes sizes = backbone.network().sizes();
    if (sizes.keyValueHeads() != sizes.heads() || sizes.queryWidth() != sizes.width()) {
      throw new InvalidInputException(
          checkpoint.describe()
              + ": RandAR has as many key and value heads as query heads, which fill the width, and"
              + " this checkpoint has not");
    }
    return new Transformer(
        new RandArNetwork((C2iNetwork) backbone.network(), FlatRows.values(instruction), DEFAULTS),
        backbone.weights());
  }
}
