/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The model that the user chose, as it was said: nothing is looked for yet. Immutable. */
@ApiStatus.Experimental(since = "0.1")
public final class ModelChoice {
  /** The packaged model that stands in where none is named. */
  public static final String DEFAULT = "scenes";

  private final BackendChoice backend;
  private final Optional<String> text;
  private final Optional<Path> imageTokenizer;
  private final Optional<String> architecture;
  private final Map<String, String> options;
  private final boolean inTurn;

  private ModelChoice(
      BackendChoice backend,
      Optional<String> text,
      Optional<Path> imageTokenizer,
      Optional<String> architecture,
      Map<String, String> options,
      boolean inTurn) {
    this.backend = Objects.requireNonNull(backend, "backend");
    this.text = text;
    this.imageTokenizer = imageTokenizer;
    this.architecture = architecture;
    this.options = Map.copyOf(options);
    this.inTurn = inTurn;
  }

  /**
   * The model that a backend brings, or else the packaged one named {@link #DEFAULT}.
   *
   * @param backend what runs it
   * @return the choice
   */
  public static ModelChoice on(BackendChoice backend) {
    return new ModelChoice(
        backend, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), false);
  }

  /**
   * A model on the backend that suits this machine best.
   *
   * @param text a checkpoint file, a folder, or the name of a packaged model
   * @return the choice
   * @throws UnusableSettingException if no backend can run here
   */
  public static ModelChoice of(String text) {
    return on(BackendChoice.best()).with(text);
  }

  /**
   * Names the model.
   *
   * @param path a checkpoint file, a folder, or the name of a packaged model
   * @return the choice
   */
  public ModelChoice with(String path) {
    return new ModelChoice(
        backend, Optional.of(path), imageTokenizer, architecture, options, inTurn);
  }

  /**
   * Names the image tokenizer, where it does not stand beside the model.
   *
   * @param path a checkpoint file or a folder
   * @return the choice
   */
  public ModelChoice withImageTokenizer(Path path) {
    return new ModelChoice(backend, text, Optional.of(path), architecture, options, inTurn);
  }

  /**
   * Names the size, where the files do not tell.
   *
   * @param name for example {@code GPT-L}
   * @return the choice
   */
  public ModelChoice withArchitecture(String name) {
    return new ModelChoice(backend, text, imageTokenizer, Optional.of(name), options, inTurn);
  }

  /**
   * Sets options of the model's family.
   *
   * @param values by name
   * @return the choice
   */
  public ModelChoice withOptions(Map<String, String> values) {
    return new ModelChoice(backend, text, imageTokenizer, architecture, values, inTurn);
  }

  /**
   * Releases the model before the image tokenizer is loaded, so that memory need hold only one of
   * them: once an image is decoded, none can be generated any more.
   *
   * @return the choice
   */
  public ModelChoice inTurn() {
    return new ModelChoice(backend, text, imageTokenizer, architecture, options, true);
  }

  /**
   * What runs the model.
   *
   * @return the backend
   */
  public BackendChoice backend() {
    return backend;
  }

  /**
   * What the user wrote.
   *
   * @return a path or the name of a packaged model, if there is one
   */
  public Optional<String> text() {
    return text;
  }

  /**
   * The image tokenizer.
   *
   * @return its path, where it does not stand beside the model
   */
  public Optional<Path> imageTokenizer() {
    return imageTokenizer;
  }

  /**
   * The size.
   *
   * @return its name, where the files do not tell
   */
  public Optional<String> architecture() {
    return architecture;
  }

  /**
   * Options of the model's family.
   *
   * @return values by name
   */
  public Map<String, String> options() {
    return options;
  }

  /**
   * Whether the model is released before the image tokenizer is loaded.
   *
   * @return false unless asked for
   */
  public boolean isInTurn() {
    return inTurn;
  }
}
