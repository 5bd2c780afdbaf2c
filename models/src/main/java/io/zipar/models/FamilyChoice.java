/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.PluginException;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.ModelFamily;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.spi.support.OneLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the family of a checkpoint, and says what it holds instead of what was wanted.
 *
 * @param families those that are asked
 */
record FamilyChoice(ModelFamilies families) {
  private static final int NAMES_SHOWN = 3;
  private static final String TRANSFORMER = "transformer";
  private static final String IMAGE_TOKENIZER = "image tokenizer";
  private static final String TEXT_ENCODER = "text encoder";

  /** The family of a checkpoint, or that of the architecture that the user named for it. */
  TransformerFamily transformer(Checkpoint checkpoint, Optional<Architecture> named) {
    TransformerFamily recognised =
        recognised(families.transformers(), checkpoint)
            .orElseThrow(() -> refusal(checkpoint, TRANSFORMER, families.transformers()));
    return named.map(this::ownerOf).orElse(recognised);
  }

  ImageTokenizerFamily imageTokenizer(Checkpoint checkpoint) {
    return recognised(families.imageTokenizers(), checkpoint)
        .orElseThrow(() -> refusal(checkpoint, IMAGE_TOKENIZER, families.imageTokenizers()));
  }

  TextEncoderFamily textEncoder(Checkpoint checkpoint) {
    return recognised(families.textEncoders(), checkpoint)
        .orElseThrow(() -> refusal(checkpoint, TEXT_ENCODER, families.textEncoders()));
  }

  /** The image tokenizer in the checkpoint of a transformer, where that holds both. */
  Optional<ImageTokenizerNetwork> containedImageTokenizer(Checkpoint checkpoint) {
    return recognised(families.imageTokenizers(), checkpoint)
        .map(family -> FamilyCall.of(family, "read", () -> family.read(checkpoint)));
  }

  List<Architecture> architectures() {
    return families.transformers().stream()
        .map(family -> FamilyCall.of(family, "catalog", family::catalog))
        .flatMap(catalog -> catalog.architectures().stream())
        .toList();
  }

  Architecture architecture(String name) {
    List<Architecture> known = architectures();
    return known.stream()
        .filter(architecture -> architecture.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = known.stream().map(Architecture::name).toList();
              return new InvalidInputException(
                  "unknown architecture '"
                      + name
                      + "'"
                      + NearestName.hint(names, name)
                      + "; known: "
                      + (names.isEmpty() ? "none" : String.join(", ", names)));
            });
  }

  TransformerFamily ownerOf(Architecture architecture) {
    return families.transformers().stream()
        .filter(family -> family.name().equals(architecture.family()))
        .findFirst()
        .orElseThrow();
  }

  /** Two families that claim a checkpoint are a mistake of one of them: the first does not win. */
  private static <F extends ModelFamily> Optional<F> recognised(
      List<F> families, Checkpoint checkpoint) {
    List<F> claimants =
        families.stream()
            .filter(
                family -> FamilyCall.of(family, "recognises", () -> family.recognises(checkpoint)))
            .toList();
    if (claimants.size() > 1) {
      throw new PluginException(
          "model families " + names(claimants),
          "each takes "
              + checkpoint.describe()
              + " for its own; a checkpoint belongs to one family");
    }
    return claimants.stream().findFirst();
  }

  private InvalidInputException refusal(
      Checkpoint checkpoint, String wanted, List<? extends ModelFamily> asked) {
    return new InvalidInputException(
        checkpoint.describe()
            + ": holds "
            + found(checkpoint)
                .map(kind -> kind + ", not " + withArticle(wanted))
                .orElseGet(() -> nothingKnown(checkpoint, wanted, asked)));
  }

  private Optional<String> found(Checkpoint checkpoint) {
    if (recognised(families.transformers(), checkpoint).isPresent()) {
      return Optional.of(withArticle(TRANSFORMER));
    }
    if (recognised(families.imageTokenizers(), checkpoint).isPresent()) {
      return Optional.of(withArticle(IMAGE_TOKENIZER));
    }
    return recognised(families.textEncoders(), checkpoint).map(family -> withArticle(TEXT_ENCODER));
  }

  private static String withArticle(String kind) {
    return kind.equals(IMAGE_TOKENIZER) ? "an " + kind : "a " + kind;
  }

  private static String nothingKnown(
      Checkpoint checkpoint, String wanted, List<? extends ModelFamily> asked) {
    String tensors =
        checkpoint.tensors().names().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    return "no "
        + wanted
        + " of a known family ("
        + (asked.isEmpty() ? "none found" : names(asked))
        + ")"
        + checkpoint
            .config()
            .shown("model_type")
            .map(type -> "; model_type in " + checkpoint.config().name() + " is " + type)
            .orElse("")
        + "; its tensors are "
        + (tensors.isEmpty() ? "none" : OneLine.of(tensors));
  }

  private static String names(List<? extends ModelFamily> families) {
    return families.stream().map(ModelFamily::name).collect(Collectors.joining(", "));
  }
}
