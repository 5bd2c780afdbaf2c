/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * How a token is picked from logits, after guidance: divide by the temperature, keep the top-k, of
 * these the top-p nucleus, then draw; or take the most likely one.
 *
 * @param temperature at least 0; below 1e-5 it counts as 1e-5, as in the authors' code
 * @param topK keep this many logits (more where several equal the k-th best); 0 keeps all
 * @param topP keep the shortest run of the most likely tokens whose probability together exceeds
 *     this, at least one token; from 0 to 1, where 1 keeps all
 * @param greedy take the token with the largest logit (the lowest of equal ones) and ignore the
 *     rest
 */
@ApiStatus.Stable(since = "0.1")
public record Sampling(double temperature, int topK, double topP, boolean greedy) {
  /** Temperature 1, no filter: the model's own distribution. */
  public static final Sampling PLAIN = new Sampling(1.0, 0, 1.0, false);

  /** The most likely token, always. */
  public static final Sampling GREEDY = new Sampling(1.0, 0, 1.0, true);

  /**
   * Checks the ranges.
   *
   * @throws InvalidInputException if a value is outside its range
   */
  public Sampling {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new InvalidInputException(
          "temperature " + temperature + " is not a finite number of at least 0");
    }
    if (topK < 0) {
      throw new InvalidInputException("top-k " + topK + " is not 0 (off) or more");
    }
    if (!(topP >= 0 && topP <= 1)) {
      throw new InvalidInputException("top-p " + topP + " is not from 0 to 1 (off)");
    }
  }
}
