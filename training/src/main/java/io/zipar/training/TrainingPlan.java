/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.training.classifier.ClassifierPlan;
import io.zipar.training.tokenizer.TokenizerPlan;
import io.zipar.training.transformer.TransformerPlan;

/**
 * How everything that ships is trained.
 *
 * @param classifier what measures pictures
 * @param tokenizer from pictures to tokens and back
 * @param transformer what paints
 */
public record TrainingPlan(
    ClassifierPlan classifier, TokenizerPlan tokenizer, TransformerPlan transformer) {
  /**
   * The plan of what ships.
   *
   * @return about two hours on two cores
   */
  public static TrainingPlan shipped() {
    return new TrainingPlan(
        ClassifierPlan.shipped(), TokenizerPlan.shipped(), TransformerPlan.shipped());
  }
}
