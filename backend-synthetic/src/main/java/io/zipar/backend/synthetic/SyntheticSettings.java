/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.spi.Prediction;
import java.util.Objects;

/**
 * What makes up a synthetic model.
 *
 * @param dependence what the distribution of a cell depends on
 * @param vocabulary number of image tokens, at least 2
 * @param sharpness spread of the logits: 0 makes every token equally likely, 30 all but certain
 * @param endOfLine whether every row is followed by an end-of-line token (the token {@code
 *     vocabulary}, which is never predicted)
 * @param classes number of class labels, at least 1
 * @param seed names the model: another seed is another model
 * @param defaultGrid the grid of a request that gives none
 * @param prediction how the model predicts
 */
@ApiStatus.Experimental(since = "0.1")
public record SyntheticSettings(
    Dependence dependence,
    int vocabulary,
    double sharpness,
    boolean endOfLine,
    int classes,
    long seed,
    Grid defaultGrid,
    Prediction prediction) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public SyntheticSettings {
    Objects.requireNonNull(dependence, "dependence");
    Objects.requireNonNull(defaultGrid, "defaultGrid");
    Objects.requireNonNull(prediction, "prediction");
    if (vocabulary < 2 || classes < 1 || !(sharpness >= 0) || Double.isInfinite(sharpness)) {
      throw new IllegalArgumentException(
          "a synthetic model needs at least 2 tokens, 1 class and a finite sharpness of at least 0");
    }
  }

  /**
   * A model with 16 tokens, sharpness 4, 10 classes and no end-of-line tokens, which predicts
   * successors.
   *
   * @param dependence what the distribution of a cell depends on
   * @return the settings
   */
  public static SyntheticSettings of(Dependence dependence) {
    return new SyntheticSettings(
        dependence, 16, 4, false, 10, 0, Grid.of(24, 24), Prediction.SUCCESSOR);
  }

  /**
   * The same model with end-of-line tokens.
   *
   * @return new settings
   */
  public SyntheticSettings withEndOfLine() {
    return new SyntheticSettings(
        dependence, vocabulary, sharpness, true, classes, seed, defaultGrid, prediction);
  }

  /**
   * The same model with another spread of the logits.
   *
   * @param changed the new sharpness
   * @return new settings
   */
  public SyntheticSettings withSharpness(double changed) {
    return new SyntheticSettings(
        dependence, vocabulary, changed, endOfLine, classes, seed, defaultGrid, prediction);
  }

  /**
   * The same kind of model with another vocabulary.
   *
   * @param changed the new number of tokens
   * @return new settings
   */
  public SyntheticSettings withVocabulary(int changed) {
    return new SyntheticSettings(
        dependence, changed, sharpness, endOfLine, classes, seed, defaultGrid, prediction);
  }

  /**
   * The same kind of model with another prediction.
   *
   * @param changed how the model predicts
   * @return new settings
   */
  public SyntheticSettings withPrediction(Prediction changed) {
    return new SyntheticSettings(
        dependence, vocabulary, sharpness, endOfLine, classes, seed, defaultGrid, changed);
  }
}
