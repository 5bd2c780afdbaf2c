/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.training.network.Scale;
import io.zipar.training.transformer.BranchedForward.Guesses;

/**
 * What a model of two heads makes smaller: the loss of the mixed heads, a little of that of the
 * vertical one, and how far the mixed heads are from the teacher. Stateless.
 *
 * @param shape of the backbone
 * @param weights of the parts
 */
record BranchObjective(TransformerShape shape, BranchLoss weights) {
  /**
   * The loss that is differentiated.
   *
   * @param guesses of the network
   * @param tokens (batch x cells) x 1, the right ones
   * @param teacher (batch x cells) x vocabulary, logits without a gradient
   * @return one number; the divergence without the teacher's own entropy, which nobody can change
   */
  NDArray of(Guesses guesses, NDArray tokens, NDArray teacher) {
    double softness = 1 / weights.temperature();
    NDArray wanted = Scale.by(teacher, softness).softmax(1);
    NDArray mixed = flat(guesses.mixed());
    NDArray apart =
        Scale.by(mixed, softness).logSoftmax(1).mul(wanted).sum(new int[] {1}).mean().neg();
    // Gradients shrink with the square of the temperature; this keeps their weight.
    double teacherWeight = weights.teacher() * weights.temperature() * weights.temperature();
    return ofTokens(guesses.mixed(), tokens)
        .add(Scale.by(ofTokens(below(guesses.below()), belowTokens(tokens)), weights.vertical()))
        .add(Scale.by(apart, teacherWeight));
  }

  /** Mean negative log-likelihood of tokens, in nats. */
  static NDArray ofTokens(NDArray logits, NDArray tokens) {
    return flat(logits).logSoftmax(1).gather(tokens, 1).mean().neg();
  }

  private static NDArray flat(NDArray logits) {
    long vocabulary = logits.getShape().getLastDimension();
    return logits.reshape(-1, vocabulary);
  }

  /** The cells of all rows but the first, about which alone the vertical head is asked. */
  private NDArray below(NDArray logits) {
    return logits.get(":, " + shape.columns() + ":");
  }

  private NDArray belowTokens(NDArray tokens) {
    return tokens.reshape(-1, shape.cells()).get(":, " + shape.columns() + ":").reshape(-1, 1);
  }
}
