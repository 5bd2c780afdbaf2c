/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.InvalidInputException;
import io.zipar.models.network.TransformerNetwork;
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
import java.util.function.Supplier;

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
    ListedWeights listed = new ListedWeights();
    take(listed, sizes);
    Problems problems = new Problems(checkpoint.describe());
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    TransformerWeights weights = take(source, sizes);
    String describe =
        model + (text ? " t2i " : " c2i ") + sizes.name() + ", " + listed.describeParameters();
    Supplier<TransformerNetwork> network =
        sizes.prefix() instanceof PrefixSizes.Caption caption
            ? t2i(describe, source, sizes, caption)
            : () -> c2i(describe, sizes, (PrefixSizes.Classes) sizes.prefix());
    source.passOver(GptWeights::harmless);
    problems.check();
    return new Transformer(network.get(), weights);
  }

  private TransformerWeights take(WeightSource source, GptSizes sizes) {
    TransformerWeights backbone =
        sizes.prefix() instanceof PrefixSizes.Caption caption
            ? GptWeights.takeT2i(source, sizes.sizes(), caption.width())
            : GptWeights.takeC2i(
                source, sizes.sizes(), ((PrefixSizes.Classes) sizes.prefix()).count());
    return extension.extend(source, backbone, sizes.sizes());
  }

  private static TransformerNetwork c2i(
      String describe, GptSizes sizes, PrefixSizes.Classes classes) {
    return new C2iNetwork(
        describe, sizes.sizes(), classes.count(), sizes.grid(), sizes.rotaryBase());
  }

  /** Takes what stands for no caption, which can be read once all tensors have been checked. */
  private static Supplier<TransformerNetwork> t2i(
      String describe, WeightSource source, GptSizes sizes, PrefixSizes.Caption caption) {
    Tensor unconditional = source.take(GptWeights.UNCONDITIONAL, caption.slots(), caption.width());
    return () ->
        new T2iNetwork(
            describe,
            sizes.sizes(),
            caption.slots(),
            FlatRows.values(unconditional),
            sizes.grid(),
            sizes.rotaryBase());
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
