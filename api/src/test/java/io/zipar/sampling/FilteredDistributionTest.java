/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.spi.Noise;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Draws and probabilities of filtered logits. */
class FilteredDistributionTest {
  private static final float OUT = Float.NEGATIVE_INFINITY;

  @Test
  void drawsFollowTheProbabilities() {
    float[] logits = {0.5f, OUT, 2f, -1f, 1.25f};
    FilteredDistribution distribution = distribution(logits, 0, 0);
    int draws = 40_000;
    int[] counts = new int[logits.length];
    for (int seed = 0; seed < draws; seed++) {
      counts[distribution(logits, seed, 5).draw()]++;
    }
    assertEquals(0, counts[1]);
    double chiSquare = 0;
    for (int token = 0; token < logits.length; token++) {
      if (token != 1) {
        double expected = draws * distribution.probability(token);
        chiSquare += Math.pow(counts[token] - expected, 2) / expected;
      }
    }
    // The 99.9999% quantile with 3 degrees of freedom; the seeds are fixed, so this never flickers.
    assertTrue(chiSquare < 30.7, "chi-square " + chiSquare);
  }

  /** The race of clocks is Gumbel-max: the largest logit - ln(-ln(u)) wins. */
  @Property
  void drawIsGumbelMax(@ForAll long seed, @ForAll @IntRange(min = 0, max = 5000) int position) {
    Random random = new Random(seed);
    float[] logits = new float[50];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = random.nextInt(4) == 0 ? OUT : (float) random.nextGaussian() * 4;
    }
    logits[7] = 0;
    Noise noise = new Noise(seed);
    double bestScore = Double.NEGATIVE_INFINITY;
    double[] scores = new double[logits.length];
    for (int token = 0; token < logits.length; token++) {
      scores[token] = logits[token] - Math.log(-Math.log(noise.uniform(position, 0, token)));
      bestScore = Math.max(bestScore, scores[token]);
    }
    // Weights are floats: a tie within their precision may go either way.
    assertEquals(bestScore, scores[distribution(logits, seed, position).draw()], 1e-6);
  }

  @Test
  void probabilitiesSumToOne() {
    float[] logits = {3f, OUT, -2f, 0f};
    float[] probabilities = new float[4];
    distribution(logits, 1, 1).copyProbabilities(probabilities);
    double sum = 0;
    for (int token = 0; token < 4; token++) {
      sum += probabilities[token];
      assertEquals(distribution(logits, 1, 1).probability(token), probabilities[token], 1e-7);
    }
    assertEquals(1, sum, 1e-6);
    assertEquals(0, probabilities[1]);
  }

  @Test
  void anotherDrawUsesOtherNoise() {
    float[] flat = new float[1000];
    FilteredDistribution distribution = distribution(flat, 3, 9);
    assertEquals(distribution.draw(), distribution.draw(0));
    assertNotEquals(distribution.draw(0), distribution.draw(1));
  }

  private static FilteredDistribution distribution(float[] logits, long seed, int position) {
    return new FilteredDistribution(logits.clone(), new Noise(seed), position, new Stopwatch());
  }
}
