/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.InvalidInputException;
import io.zipar.models.Architecture;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.network.VectorQuantizer;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelFamily;
import io.zipar.models.spi.TensorSpec;
import io.zipar.models.spi.Transformer;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.vq.VqStyle;
import io.zipar.models.vq.VqTokenizer;
import io.zipar.models.weights.CheckedWeights;
import io.zipar.models.weights.ListedWeights;
import io.zipar.models.weights.Problems;
import java.util.List;
import java.util.Optional;

/**
 * LlamaGen (Sun et al. 2024, arXiv 2406.06525): class-conditional transformers and their VQ image
 * tokenizers. Immutable and safe for several threads.
 */
public final class LlamaGenFamily implements ModelFamily {
  private final List<Architecture> architectures = PublishedSizes.architectures();

  /** Creates the family; it holds no state but its table of sizes. */
  public LlamaGenFamily() {}

  @Override
  public String name() {
    return PublishedSizes.FAMILY;
  }

  @Override
  public List<Architecture> architectures() {
    return architectures;
  }

  @Override
  public boolean recognisesTransformer(Checkpoint checkpoint) {
    return checkpoint.tensors().names().stream()
        .anyMatch(
            name ->
                name.startsWith("cls_embedding.")
                    || name.startsWith("layers.") && name.endsWith(".attention.wqkv.weight"));
  }

  @Override
  public Transformer transformer(Checkpoint checkpoint, Optional<Architecture> architecture) {
    refuseText(checkpoint);
    C2iSizes sizes = C2iSizeReader.read(checkpoint, architecture);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TransformerWeights weights = C2iWeights.take(source, sizes.sizes(), sizes.classes());
    source.refuseOthers(C2iWeights::harmless);
    problems.check();
    ListedWeights listed = new ListedWeights();
    C2iWeights.take(listed, sizes.sizes(), sizes.classes());
    String describe = "LlamaGen c2i " + sizes.name() + ", " + listed.describeParameters();
    return new Transformer(
        new C2iNetwork(describe, sizes.sizes(), sizes.classes(), sizes.grid(), sizes.rotaryBase()),
        weights);
  }

  private static void refuseText(Checkpoint checkpoint) {
    TensorStore tensors = checkpoint.tensors();
    String type = checkpoint.config().text("model_type").orElse("c2i");
    boolean caption =
        tensors.names().stream().anyMatch(name -> name.startsWith("cls_embedding.cap_proj."));
    if (type.equals("t2i") || caption) {
      throw new InvalidInputException(
          checkpoint.describe()
              + ": text-conditional LlamaGen (t2i) is not supported yet, class-conditional (c2i) is");
    }
    if (!type.equals("c2i")) {
      throw new InvalidInputException(
          checkpoint.config().source() + ": model_type is " + type + ", not c2i");
    }
  }

  @Override
  public List<TensorSpec> tensors(Architecture architecture) {
    ListedWeights listed = new ListedWeights();
    C2iWeights.take(listed, architecture.sizes(), PublishedSizes.CLASSES);
    return listed.specs();
  }

  @Override
  public boolean recognisesTokenizer(Checkpoint checkpoint) {
    return checkpoint.tensors().names().stream()
            .anyMatch(name -> name.startsWith("quantize.") || name.startsWith("post_quant_conv."))
        && !VqStyle.Names.TAMING.recognises(checkpoint.tensors().names());
  }

  @Override
  public VectorQuantizer tokenizer(Checkpoint checkpoint) {
    return VqTokenizer.read(checkpoint, VqNaming.STYLE);
  }
}
