/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.classifier;

/**
 * How the classifier of the pictures is trained.
 *
 * @param seed of weights, pictures and their changes
 * @param steps steps of all
 * @param pictures pictures in a batch
 * @param learningRate its peak
 * @param heldOutPictures pictures to measure the accuracy on
 */
public record ClassifierPlan(
    long seed, int steps, int pictures, double learningRate, int heldOutPictures) {
  /**
   * The plan of the shipped classifier.
   *
   * @return a few minutes on two cores
   */
  public static ClassifierPlan shipped() {
    return new ClassifierPlan(1, 400, 32, 2e-3, 1000);
  }
}
