/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.InvalidInputException;
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
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.support.OneLine;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/**
 * LlamaGen (Sun et al. 2024, arXiv 2406.06525): class- and text-conditional transformers and their
 * VQ image tokenizers. Immutable and safe for several threads.
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
    return checkpoint.tensors().names().stream()
        .anyMatch(
            name ->
                name.startsWith("cls_embedding.")
                    || name.startsWith("layers.") && name.endsWith(".attention.wqkv.weight"));
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    boolean text = isText(checkpoint);
    GptSizes sizes = GptSizeReader.read(checkpoint, choices.architecture(), text);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    return sizes.prefix() instanceof PrefixSizes.Caption caption
        ? t2i(source, sizes, caption, problems)
        : c2i(source, sizes, (PrefixSizes.Classes) sizes.prefix(), problems);
  }

  private static Transformer c2i(
      CheckedWeights source, GptSizes sizes, PrefixSizes.Classes classes, Problems problems) {
    ListedWeights listed = new ListedWeights();
    GptWeights.takeC2i(listed, sizes.sizes(), classes.count());
    TransformerWeights weights = GptWeights.takeC2i(source, sizes.sizes(), classes.count());
    source.passOver(GptWeights::harmless);
    problems.check();
    return new Transformer(
        new C2iNetwork(
            describe("c2i", sizes, listed),
            sizes.sizes(),
            classes.count(),
            sizes.grid(),
            sizes.rotaryBase()),
        weights);
  }

  private static Transformer t2i(
      CheckedWeights source, GptSizes sizes, PrefixSizes.Caption caption, Problems problems) {
    ListedWeights listed = new ListedWeights();
    GptWeights.takeT2i(listed, sizes.sizes(), caption.width());
    TransformerWeights weights = GptWeights.takeT2i(source, sizes.sizes(), caption.width());
    Tensor tensor = source.take(GptWeights.UNCONDITIONAL, caption.slots(), caption.width());
    source.passOver(GptWeights::harmless);
    problems.check();
    float[] unconditional = new float[Math.multiplyExact(caption.slots(), caption.width())];
    tensor.read(0, FloatBuffer.wrap(unconditional));
    return new Transformer(
        new T2iNetwork(
            describe("t2i", sizes, listed),
            sizes.sizes(),
            caption.slots(),
            unconditional,
            sizes.grid(),
            sizes.rotaryBase()),
        weights);
  }

  private static String describe(String kind, GptSizes sizes, ListedWeights listed) {
    return "LlamaGen " + kind + " " + sizes.name() + ", " + listed.describeParameters();
  }

  /** By its tensors; a configuration that says otherwise is refused. */
  private static boolean isText(Checkpoint checkpoint) {
    boolean caption =
        checkpoint.tensors().names().stream()
            .anyMatch(
                name ->
                    name.startsWith(GptWeights.CAPTION) || name.equals(GptWeights.UNCONDITIONAL));
    String kind = caption ? "t2i" : "c2i";
    Optional<String> type = checkpoint.config().text("model_type");
    if (type.isPresent() && !type.get().equals(kind)) {
      throw new InvalidInputException(
          checkpoint.config().source()
              + ": model_type is "
              + OneLine.of(type.get())
              + ", but the tensors are those of "
              + kind);
    }
    return caption;
  }
}
