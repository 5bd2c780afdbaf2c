/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.InvalidInputException;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.FlatRows;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.WeightSource;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.support.OneLine;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a class- or text-conditional transformer of LlamaGen, and what a model that was made of it
 * has besides.
 *
 * @param checkpoint an open checkpoint
 * @param architecture the size that the user named
 * @param extraLayers how many of its layers are no part of LlamaGen's backbone
 * @param extension takes the other weights
 */
record GptReading(
    Checkpoint checkpoint,
    Optional<Architecture> architecture,
    int extraLayers,
    Extension extension) {
  /** Takes weights that LlamaGen does not have. */
  @FunctionalInterface
  interface Extension {
    /**
     * Takes them.
     *
     * @param source where they come from
     * @param weights of the backbone
     * @param sizes of the backbone
     * @return all weights
     */
    TransformerWeights extend(
        WeightSource source, TransformerWeights weights, TransformerSizes sizes);
  }

  /**
   * Reads.
   *
   * @param model what the model is called
   * @return the network of the backbone, and all weights
   */
  Transformer read(String model) {
    boolean text = isText(model);
    GptSizes sizes = GptSizeReader.read(checkpoint, architecture, text, extraLayers);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    return sizes.prefix() instanceof PrefixSizes.Caption caption
        ? t2i(model, source, sizes, caption, problems)
        : c2i(model, source, sizes, (PrefixSizes.Classes) sizes.prefix(), problems);
  }

  private Transformer c2i(
      String model,
      CheckedWeights source,
      GptSizes sizes,
      PrefixSizes.Classes classes,
      Problems problems) {
    ListedWeights listed = new ListedWeights();
    takeC2i(listed, sizes, classes);
    TransformerWeights weights = takeC2i(source, sizes, classes);
    source.passOver(GptWeights::harmless);
    problems.check();
    return new Transformer(
        new C2iNetwork(
            describe(model + " c2i", sizes, listed),
            sizes.sizes(),
            classes.count(),
            sizes.grid(),
            sizes.rotaryBase()),
        weights);
  }

  private TransformerWeights takeC2i(
      WeightSource source, GptSizes sizes, PrefixSizes.Classes classes) {
    TransformerWeights weights = GptWeights.takeC2i(source, sizes.sizes(), classes.count());
    return extension.extend(source, weights, sizes.sizes());
  }

  private Transformer t2i(
      String model,
      CheckedWeights source,
      GptSizes sizes,
      PrefixSizes.Caption caption,
      Problems problems) {
    ListedWeights listed = new ListedWeights();
    takeT2i(listed, sizes, caption);
    TransformerWeights weights = takeT2i(source, sizes, caption);
    Tensor tensor = source.take(GptWeights.UNCONDITIONAL, caption.slots(), caption.width());
    source.passOver(GptWeights::harmless);
    problems.check();
    return new Transformer(
        new T2iNetwork(
            describe(model + " t2i", sizes, listed),
            sizes.sizes(),
            caption.slots(),
            FlatRows.values(tensor),
            sizes.grid(),
            sizes.rotaryBase()),
        weights);
  }

  private TransformerWeights takeT2i(
      WeightSource source, GptSizes sizes, PrefixSizes.Caption caption) {
    TransformerWeights weights = GptWeights.takeT2i(source, sizes.sizes(), caption.width());
    return extension.extend(source, weights, sizes.sizes());
  }

  private static String describe(String model, GptSizes sizes, ListedWeights listed) {
    return model + " " + sizes.name() + ", " + listed.describeParameters();
  }

  /** By its tensors; a configuration that says otherwise is refused. */
  private boolean isText(String model) {
    boolean caption =
        checkpoint.tensors().names().stream()
            .anyMatch(
                name ->
                    name.startsWith(GptWeights.CAPTION) || name.equals(GptWeights.UNCONDITIONAL));
    String kind = caption ? "t2i" : "c2i";
    Optional<String> type = checkpoint.config().text("model_type");
    String longer = model.toLowerCase(Locale.ROOT) + "-" + kind;
    if (type.filter(each -> !each.equals(kind) && !each.equals(longer)).isPresent()) {
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
