/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

/**
 * A learning rate that rises linearly, then falls along half a cosine to a tenth of its peak.
 *
 * @param peak its greatest value
 * @param warmup steps of the rise, at least 1
 * @param steps steps of the whole training
 */
public record LearningRate(double peak, int warmup, int steps) {
  private static final double FLOOR = 0.1;

  /**
   * The rate of a step.
   *
   * @param step counted from 1
   * @return a positive number
   */
  public double at(int step) {
    if (step <= warmup) {
      return peak * step / warmup;
    }
    double progress = Math.min(1, (double) (step - warmup) / Math.max(1, steps - warmup));
    return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * progress)));
  }
}
