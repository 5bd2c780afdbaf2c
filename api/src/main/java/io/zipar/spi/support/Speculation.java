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
    int x = guess.token();
    double coin = noise.uniform(position, draw, 0);
    if (coin * guess.probability() < p.probability(x)) {
      return x;
    }
    p.copyProbabilities(scratch);
    guess.subtractFrom(scratch);
    // Not even rounding may bring the refused token back.
    scratch[x] = 0;
    int recovered = ExponentialRace.draw(scratch, noise.stream(position, draw + 1));
    // With p = q up to rounding nothing is left over, and the refusal itself was rounding.
    return recovered == ExponentialRace.NONE ? x : recovered;
  }
}
