/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rule of speculative sampling yields the law p, and keeps the guess as often as possible. */
class SpeculationTest {
  private static final float[] P = {0.5f, 0.1f, 0f, 0.25f, 0.15f, 0f, 0f, 0f, 0f, 0f, 0f, 0f};
  private static final int RUNS = 40_000;

  /** The 99.9999% quantile of chi-square with 3 degrees of freedom; seeds are fixed. */
  private static final double LIMIT = 30.7;

  @Test
  void aDrawnGuess() {
    float[] dense = {0.1f, 0.2f, 0.3f, 0.05f, 0.05f, 0.3f, 0f, 0f, 0f, 0f, 0f, 0f};
    float[] sparse = {0.25f, 0f, 0.75f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f};
    for (float[] q : new float[][] {dense, sparse}) {
      Proposal proposal = new Proposal();
      check((noise, seed) -> proposal.setDrawn(law(q, noise).draw(), q), overlap(q));
    }
  }

  @Test
  void aUniformGuess() {
    float[] q = new float[P.length];
    Arrays.fill(q, 1f / P.length);
    Proposal proposal = new Proposal();
    check(
        (noise, seed) -> proposal.setUniform((int) (noise.uniform(0, 0, 0) * P.length), P.length),
        overlap(q));
  }

  @Test
  void aCertainGuess() {
    Proposal proposal = new Proposal();
    check((noise, seed) -> proposal.setCertain(3), P[3]);
    check((noise, seed) -> proposal.setCertain(2), 0);
  }

  @Test
  void anEqualLawAlwaysKeepsTheGuess() {
    Proposal proposal = new Proposal();
    check((noise, seed) -> proposal.setDrawn(law(P, noise).draw(), P), 1);
  }

  /** The law is that of the Javadoc, and w = 1 is the exact rule. */
  @Test
  void aRelaxedRuleHasTheLawItSays() {
    float[] q = {0.1f, 0.2f, 0.3f, 0.05f, 0.05f, 0.3f, 0f, 0f, 0f, 0f, 0f, 0f};
    for (double w : new double[] {1, 1.5, 4}) {
      double[] kept = new double[P.length];
      double[] residual = new double[P.length];
      for (int token = 0; token < P.length; token++) {
        kept[token] = Math.min(q[token], w * P[token]);
        residual[token] = Math.max(0, P[token] - q[token]);
      }
      double refused = 1 - Arrays.stream(kept).sum();
      double rest = Arrays.stream(residual).sum();
      int[] counts = new int[P.length];
      for (int seed = 0; seed < RUNS; seed++) {
        Noise noise = new Noise(seed);
        Proposal guess = new Proposal().setDrawn(law(q, noise).draw(), q);
        counts[new Speculation(noise, P.length).judge(guess, law(P, noise), 0, 1, w)]++;
      }
      for (int token = 0; token < P.length; token++) {
        double expected = kept[token] + refused * residual[token] / rest;
        // Five standard deviations.
        assertEquals(expected, counts[token] / (double) RUNS, 0.0125, w + ", token " + token);
      }
    }
  }

  @Test
  void whatIsKeptIsKeptByMoreRelaxedRulesToo() {
    float[] q = {0.1f, 0.2f, 0.3f, 0.05f, 0.05f, 0.3f, 0f, 0f, 0f, 0f, 0f, 0f};
    for (int seed = 0; seed < 1000; seed++) {
      Noise noise = new Noise(seed);
      Proposal guess = new Proposal().setDrawn(law(q, noise).draw(), q);
      boolean kept = false;
      for (double w : new double[] {1, 1.2, 2, 8}) {
        int token = new Speculation(noise, P.length).judge(guess, law(P, noise), 0, 1, w);
        assertTrue(token == guess.token() || !kept, "seed " + seed + ", w " + w);
        kept |= token == guess.token();
      }
    }
  }

  @Test
  void aStricterRuleThanTheLawIsRefused() {
    Noise noise = new Noise(1);
    Speculation speculation = new Speculation(noise, P.length);
    for (double w : new double[] {0.99, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> speculation.judge(new Proposal(), law(P, noise), 0, 1, w));
    }
  }

  private interface Guesser {
    Proposal guess(Noise noise, int seed);
  }

  private static void check(Guesser guesser, double expectedKept) {
    int[] counts = new int[P.length];
    int kept = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Noise noise = new Noise(seed);
      Proposal guess = guesser.guess(noise, seed);
      int before = guess.token();
      int token = new Speculation(noise, P.length).judge(guess, law(P, noise), 0, 1);
      counts[token]++;
      kept += token == before ? 1 : 0;
    }
    double chiSquare = 0;
    for (int token = 0; token < P.length; token++) {
      double expected = RUNS * (double) P[token];
      if (expected == 0) {
        assertEquals(0, counts[token]);
      } else {
        chiSquare += Math.pow(counts[token] - expected, 2) / expected;
      }
    }
    assertTrue(chiSquare < LIMIT, "chi-square " + chiSquare);
    // Five standard deviations.
    assertEquals(expectedKept, kept / (double) RUNS, 0.0125);
  }

  private static double overlap(float[] q) {
    double overlap = 0;
    for (int i = 0; i < P.length; i++) {
      overlap += Math.min(P[i], q[i]);
    }
    return overlap;
  }

  private static Distribution law(float[] probabilities, Noise noise) {
    return new Distribution() {
      @Override
      public int draw(int draw) {
        return ExponentialRace.draw(probabilities, noise.stream(0, draw));
      }

      @Override
      public double probability(int token) {
        return probabilities[token];
      }

      @Override
      public void copyProbabilities(float[] target) {
        System.arraycopy(probabilities, 0, target, 0, probabilities.length);
      }

      @Override
      public int vocabulary() {
        return probabilities.length;
      }
    };
  }
}
