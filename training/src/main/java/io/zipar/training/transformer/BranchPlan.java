/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

/**
 * How a model that predicts successors is trained on to predict from neighbours, as FlashAR (arXiv
 * 2605.09430) does it.
 *
 * @param seed of everything random
 * @param trainingPictures how many pictures are learned from
 * @param heldOutPictures how many the loss is measured with
 * @param branchSteps the first steps, in which the branch learns alone
 * @param steps all steps
 * @param batch pictures of a step
 * @param learningRate its peak
 * @param backboneShare what the learning rate of the backbone is multiplied with
 * @param classDropout share of pictures shown without their class, for guidance
 * @param keepEvery steps between two states
 * @param feedForwardWidth hidden width that is left of the backbone's, so that the file stays small
 * @param branch what is added to the backbone
 * @param loss what is learned from
 */
public record BranchPlan(
    long seed,
    int trainingPictures,
    int heldOutPictures,
    int branchSteps,
    int steps,
    int batch,
    double learningRate,
    double backboneShare,
    double classDropout,
    int keepEvery,
    int feedForwardWidth,
    Branch branch,
    BranchLoss loss) {
  /**
   * The plan of what ships.
   *
   * @return an hour and a half on two quiet cores
   */
  public static BranchPlan shipped() {
    return new BranchPlan(
        1,
        4000,
        48,
        60,
        1200,
        6,
        1e-3,
        0.3,
        0.1,
        20,
        576,
        new Branch(3, 1, 32),
        new BranchLoss(0.05, 0.2, 2));
  }
}
