/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

/**
 * How a transformer is trained.
 *
 * @param seed of weights and order
 * @param trainingPictures number of different training pictures
 * @param heldOutPictures number of pictures to validate with
 * @param steps steps at most
 * @param batch pictures in a batch
 * @param learningRate its peak
 * @param classDropout share of pictures shown without their class, for guidance
 * @param validateEvery steps between two validations
 * @param patience validations without improvement that end the training
 */
public record TransformerPlan(
    long seed,
    int trainingPictures,
    int heldOutPictures,
    int steps,
    int batch,
    double learningRate,
    double classDropout,
    int validateEvery,
    int patience) {
  /**
   * The plan of the shipped transformer.
   *
   * @return about an hour on two cores
   */
  public static TransformerPlan shipped() {
    return new TransformerPlan(1, 10_000, 200, 1600, 8, 2e-3, 0.1, 200, 4);
  }
}
