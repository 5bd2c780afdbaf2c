/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The step of Muon (Jordan et al. 2024) for the matrices of a transformer: the momentum of the
 * gradient with all its singular values brought near one, scaled so that a learning rate of AdamW
 * fits (Liu et al., arXiv 2502.16982).
 */
final class Orthogonal {
  private static final float MOMENTUM = 0.95f;
  private static final int ITERATIONS = 5;
  private static final float LINEAR = 3.4445f;
  private static final float CUBIC = -4.7750f;
  private static final float QUINTIC = 2.0315f;
  private static final double ROOT_MEAN_SQUARE = 0.2;
  private static final float EPSILON = 1e-7f;

  private Orthogonal() {}

  /**
   * Moves a matrix.
   *
   * @param scratch owns what is computed on the way
   * @param weight moved
   * @param gradient its gradient
   * @param momentum running sum of gradients, brought up to date
   * @param learningRate of this step
   * @param decay share of the weight that the learning rate takes away
   */
  static void move(
      NDManager scratch,
      NDArray weight,
      NDArray gradient,
      NDArray momentum,
      double learningRate,
      double decay) {
    momentum.muli(MOMENTUM).addi(gradient);
    NDArray carried = momentum.mul(MOMENTUM);
    carried.attach(scratch);
    NDArray step = gradient.add(carried);
    long rows = weight.getShape().get(0);
    long columns = weight.getShape().get(1);
    double scale = learningRate * ROOT_MEAN_SQUARE * Math.sqrt(Math.max(rows, columns));
    NDArray direction = rows > columns ? iterated(step.transpose()).transpose() : iterated(step);
    weight.muli((float) (1 - learningRate * decay));
    weight.subi(direction.mul((float) scale));
  }

  private static NDArray iterated(NDArray matrix) {
    float norm = (float) Math.sqrt(matrix.square().sum().getFloat()) + EPSILON;
    NDArray x = matrix.div(norm);
    for (int i = 0; i < ITERATIONS; i++) {
      NDArray a = x.matMul(x.transpose());
      NDArray b = a.mul(CUBIC).add(a.matMul(a).mul(QUINTIC));
      x = x.mul(LINEAR).add(b.matMul(x));
    }
    return x;
  }
}
