/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.models.spi.PackagedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The model that the user chose.
 *
 * @param model a checkpoint file or a folder; absent for a packaged model and for a backend that
 *     brings its own
 * @param packaged a model that comes as a jar
 * @param tokenizer the image tokenizer, where it does not stand beside the model
 * @param architecture the size, where the files do not tell
 * @param backend what runs it
 * @param options values of the options of the model's family
 * @param inTurn whether the model is released before the image tokenizer is loaded
 */
@ApiStatus.Experimental(since = "0.1")
public record ModelChoice(
    Optional<Path> model,
    Optional<PackagedModel> packaged,
    Optional<Path> tokenizer,
    Optional<String> architecture,
    BackendChoice backend,
    Map<String, String> options,
    boolean inTurn) {
  /** Copies the options. */
  public ModelChoice {
    options = Map.copyOf(options);
  }

  /** The packaged model that stands in where none is named. */
  public static final String DEFAULT = "scenes";

  /**
   * Reads what the user wrote.
   *
   * @param text a path or the name of a packaged model, if there is one
   * @param tokenizer the image tokenizer, where it does not stand beside the model
   * @param architecture the size, where the files do not tell
   * @param backend what runs it; where it brings a model of its own, none is needed
   * @param packaged the packaged models that there are
   * @return the choice
   */
  public static ModelChoice parse(
      Optional<String> text,
      Optional<Path> tokenizer,
      Optional<String> architecture,
      BackendChoice backend,
      List<PackagedModel> packaged) {
    boolean builtIn =
        text.isEmpty()
            && (backend.backend().builtInModel().isPresent()
                || tokenizer.isPresent()
                || architecture.isPresent());
    Optional<String> name = builtIn ? Optional.empty() : Optional.of(text.orElse(DEFAULT));
    Optional<PackagedModel> found =
        name.filter(given -> !Files.exists(Path.of(given)) || text.isEmpty())
            .flatMap(
                given -> packaged.stream().filter(each -> each.name().equals(given)).findFirst());
    Optional<Path> path = found.isPresent() ? Optional.empty() : text.map(Path::of);
    return new ModelChoice(path, found, tokenizer, architecture, backend, Map.of(), false);
  }

  ModelChoice at(Path folder) {
    return new ModelChoice(
        Optional.of(folder), Optional.empty(), tokenizer, architecture, backend, options, inTurn);
  }

  /**
   * The same model, opened otherwise.
   *
   * @param values of the options of the model's family
   * @param oneByOne whether the model is released before the image tokenizer is loaded
   * @return the choice
   */
  public ModelChoice with(Map<String, String> values, boolean oneByOne) {
    return new ModelChoice(model, packaged, tokenizer, architecture, backend, values, oneByOne);
  }

  /**
   * What the user would write for it.
   *
   * @return a path or the name of a packaged model, if there is one
   */
  public Optional<String> text() {
    return packaged.map(PackagedModel::name).or(() -> model.map(Path::toString));
  }

  /**
   * Reads a class.
   *
   * @param text a label, or the name of a class where the model has names
   * @return the label, not checked against the model
   * @throws InvalidInputException if it is neither
   */
  public int label(String text) {
    List<String> names = packaged.map(PackagedModel::classNames).orElse(List.of());
    int named = names.indexOf(text);
    if (named >= 0) {
      return named;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "--class '"
              + text
              + "' is no class label, a whole number"
              + (names.isEmpty()
                  ? ""
                  : ", and no class name"
                      + NearestName.hint(names, text)
                      + "; the model's classes: "
                      + String.join(", ", names)),
          e);
    }
  }

  /**
   * Names what an image is to show.
   *
   * @param conditioning of the image
   * @return the name of its class where the model has names, else its description
   */
  public String title(Conditioning conditioning) {
    List<String> names = packaged.map(PackagedModel::classNames).orElse(List.of());
    if (conditioning instanceof ClassLabel label && label.label() < names.size()) {
      return names.get(label.label());
    }
    return conditioning.describe();
  }
}
