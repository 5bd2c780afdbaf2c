/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi.support;

import io.zipar.ApiStatus;
import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;
import java.util.Objects;

/**
 * The rule of speculative sampling (arXiv 2211.17192, section 2.3): a token x with law q stays with
 * probability min(1, p(x) / q(x)), else gives way to a draw from max(0, p - q), normalised. What
 * results has the law p, and differs from x as rarely as any rule with that property allows (a
 * maximal coupling of q and p).
 *
 * <p>Proof: a token y results with probability q(y) min(1, p(y)/q(y)) = min(q(y), p(y)) because it
 * was guessed and stayed, and otherwise with the mass of refusal, 1 - sum min(q, p) = sum max(0, p
 * - q), times max(0, p(y) - q(y)) over that very sum; together min(q(y), p(y)) + max(0, p(y) -
 * q(y)) = p(y).
 *
 * <p>It holds if the guess, the coin and the residual draw are independent: every call for one
 * position must be given numbers of draws that were never used for that position. Linear time, no
 * allocation. Used by one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Speculation {
  /** Numbers of draws that {@link #judge} uses up: the coin and the residual. */
  public static final int DRAWS = 2;

  private final Noise noise;
  private final float[] scratch;

  /**
   * Prepares the rule for one image.
   *
   * @param noise the noise of the image
   * @param vocabulary number of tokens, at least 1
   */
  public Speculation(Noise noise, int vocabulary) {
    this.noise = Objects.requireNonNull(noise, "noise");
    this.scratch = new float[vocabulary];
  }

  /**
   * Keeps the guess, or replaces it.
   *
   * @param guess a token whose law is the q that it names
   * @param p the law that the result is to have
   * @param position the position, for the noise
   * @param draw the number of the first of {@link #DRAWS} draws that are fresh at this position
   * @return the token, of law p
   */
  public int judge(Proposal guess, Distribution p, int position, int draw) {
    return judge(guess, p, position, draw, 1);
  }

  /**
   * Keeps the guess with probability min(1, w p(x) / q(x)), or replaces it by a draw from max(0, p
   * - q), which of all laws brings the result nearest to p. What results has the law min(q, w p) +
   * (1 - sum min(q, w p)) max(0, p - q) / sum max(0, p - q): that is p for w = 1 and nears q as w
   * grows, but never holds a token that p forbids. With one draw whatever a w keeps, a larger one
   * keeps too.
   *
   * @param guess a token whose law is the q that it names
   * @param p the law that the result is near to
   * @param position the position, for the noise
   * @param draw the number of the first of {@link #DRAWS} draws that are fresh at this position
   * @param w how much more readily the guess is kept, at least 1 and finite; 1 is exact
   * @return the token
   * @throws IllegalArgumentException if w is below 1 or not finite
   */
  public int judge(Proposal guess, Distribution p, int position, int draw, double w) {
    if (!(w >= 1 && w < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("w " + w + " is not a finite number of at least 1");
    }
    int x = guess.token();
    double coin = noise.uniform(position, draw, 0);
    if (coin * guess.probability() < w * p.probability(x)) {
      return x;
    }
    p.copyProbabilities(scratch);
    return recover(guess, position, draw);
  }

  /**
   * As {@link #judge(Proposal, Distribution, int, int)}, for a law that is given by its
   * probabilities.
   *
   * @param guess a token whose law is the q that it names
   * @param p the law that the result is to have, one value per token
   * @param position the position, for the noise
   * @param draw the number of the first of {@link #DRAWS} draws that are fresh at this position
   * @return the token, of law p
   */
  public int judge(Proposal guess, float[] p, int position, int draw) {
    int x = guess.token();
    if (noise.uniform(position, draw, 0) * guess.probability() < p[x]) {
      return x;
    }
    System.arraycopy(p, 0, scratch, 0, scratch.length);
    return recover(guess, position, draw);
  }

  /** Draws from max(0, p - q), where the scratch holds p. */
  private int recover(Proposal guess, int position, int draw) {
    int x = guess.token();
    guess.subtractFrom(scratch);
    // Not even rounding may bring the refused token back.
    scratch[x] = 0;
    int recovered = ExponentialRace.draw(scratch, noise.stream(position, draw + 1));
    // With p = q up to rounding nothing is left over, and the refusal itself was rounding.
    return recovered == ExponentialRace.NONE ? x : recovered;
  }
}
