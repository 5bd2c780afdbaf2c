/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Objects;

/**
 * How a token is picked from logits, after guidance: divide by the temperature, keep the top-k, of
 * these the top-p nucleus, then draw; or take the most likely one. An immutable value.
 *
 * <p>By entropy (arXiv 2510.09012) the temperature is another for each token: T (2.5 exp(-H / 3) +
 * 0.6), where H is the entropy, in nats, of what the filters keep. So tokens of which the model is
 * sure, as in plain areas, are drawn more freely, at up to 3.1 T, and those of which it is not more
 * strictly, at no less than 0.6 T. As in the authors' code the filters then see the logits before
 * they are divided.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Sampling {
  /** Temperature 1, no filter: the model's own distribution. */
  public static final Sampling PLAIN = new Sampling(1.0, false, 0, 1.0, false);

  /** The most likely token, always. */
  public static final Sampling GREEDY = new Sampling(1.0, false, 0, 1.0, true);

  private final double temperature;
  private final boolean byEntropy;
  private final int topK;
  private final double topP;
  private final boolean greedy;

  private Sampling(double temperature, boolean byEntropy, int topK, double topP, boolean greedy) {
    this.temperature = temperature;
    this.byEntropy = byEntropy;
    this.topK = topK;
    this.topP = topP;
    this.greedy = greedy;
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

  /**
   * The same with another temperature.
   *
   * @param changed at least 0; below 1e-5 it counts as 1e-5, as in the authors' code
   * @return a new setting
   * @throws InvalidInputException if it is negative or not finite
   */
  public Sampling withTemperature(double changed) {
    return new Sampling(changed, byEntropy, topK, topP, greedy);
  }

  /**
   * The same, with a temperature that depends on the entropy of each token's logits or not.
   *
   * @param changed multiply the temperature by 2.5 exp(-H / 3) + 0.6
   * @return a new setting
   */
  public Sampling withTemperatureByEntropy(boolean changed) {
    return new Sampling(temperature, changed, topK, topP, greedy);
  }

  /**
   * The same with another number of logits kept.
   *
   * @param changed keep this many (more where several equal the k-th best); 0 keeps all
   * @return a new setting
   * @throws InvalidInputException if it is negative
   */
  public Sampling withTopK(int changed) {
    return new Sampling(temperature, byEntropy, changed, topP, greedy);
  }

  /**
   * The same with another nucleus.
   *
   * @param changed keep the shortest run of the most likely tokens whose probability together
   *     exceeds this, at least one token; from 0 to 1, where 1 keeps all
   * @return a new setting
   * @throws InvalidInputException if it is not from 0 to 1
   */
  public Sampling withTopP(double changed) {
    return new Sampling(temperature, byEntropy, topK, changed, greedy);
  }

  /**
   * The same, but greedy or not.
   *
   * @param changed take the token with the largest logit (the lowest of equal ones) and ignore the
   *     rest
   * @return a new setting
   */
  public Sampling withGreedy(boolean changed) {
    return new Sampling(temperature, byEntropy, topK, topP, changed);
  }

  /**
   * What logits are divided by.
   *
   * @return at least 0; below 1e-5 it counts as 1e-5
   */
  public double temperature() {
    return temperature;
  }

  /**
   * Whether the temperature depends on the entropy of each token's logits.
   *
   * @return true if {@link #temperature()} is multiplied by 2.5 exp(-H / 3) + 0.6
   */
  public boolean temperatureByEntropy() {
    return byEntropy;
  }

  /**
   * How many logits are kept.
   *
   * @return 0 for all
   */
  public int topK() {
    return topK;
  }

  /**
   * The probability that the kept tokens exceed together.
   *
   * @return from 0 to 1, where 1 keeps all
   */
  public double topP() {
    return topP;
  }

  /**
   * Whether the most likely token is taken.
   *
   * @return true if the rest is ignored
   */
  public boolean greedy() {
    return greedy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sampling that
        && temperature == that.temperature
        && byEntropy == that.byEntropy
        && topK == that.topK
        && topP == that.topP
        && greedy == that.greedy;
  }

  @Override
  public int hashCode() {
    return Objects.hash(temperature, byEntropy, topK, topP, greedy);
  }

  @Override
  public String toString() {
    String shape = byEntropy ? " by entropy" : "";
    return greedy
        ? "greedy"
        : "temperature " + temperature + shape + ", top-k " + topK + ", top-p " + topP;
  }
}
