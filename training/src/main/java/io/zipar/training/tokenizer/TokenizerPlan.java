/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.tokenizer;

/**
 * How a tokenizer is trained.
 *
 * @param seed of weights and pictures
 * @param warmSteps steps without a codebook, before it is put where the latents are
 * @param squareSteps steps on squares cut out of pictures, the former included
 * @param steps steps of all
 * @param squares squares in a batch
 * @param squareSide their side in pixels
 * @param pictures whole pictures in a batch
 * @param learningRate its peak
 */
public record TokenizerPlan(
    long seed,
    int warmSteps,
    int squareSteps,
    int steps,
    int squares,
    int squareSide,
    int pictures,
    double learningRate) {
  /**
   * The plan of the shipped tokenizer.
   *
   * @return about half an hour on two cores
   */
  public static TokenizerPlan shipped() {
    return new TokenizerPlan(1, 100, 1500, 1800, 16, 48, 6, 1e-3);
  }
}
