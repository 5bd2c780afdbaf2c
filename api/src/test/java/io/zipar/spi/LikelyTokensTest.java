/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.spi.support.ExponentialRace;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The likeliest tokens, and the race among them. */
class LikelyTokensTest {
  private static final double ROUNDING = 1e-5;

  @Property(tries = 300)
  void holdsWhatReachesTheFirstThresholdThatFewEnoughReach(
      @ForAll @IntRange(min = 1, max = 3000) int vocabulary,
      @ForAll @IntRange(min = 0, max = 6) int spread,
      @ForAll long seed) {
    float[] weights = weights(vocabulary, spread, seed);
    double total = total(weights);
    LikelyTokens likely = LikelyTokens.among(weights, total);
    assertTrue(likely.count() <= LikelyTokens.MOST);
    double threshold = LikelyTokens.LEAST;
    while (reaching(weights, total, threshold * (1 + ROUNDING)) > LikelyTokens.MOST) {
      threshold *= 2;
    }
    Set<Integer> listed = new HashSet<>();
    for (int i = 0; i < likely.count(); i++) {
      double probability = weights[likely.token(i)] / total;
      assertTrue(listed.add(likely.token(i)), "twice");
      assertEquals(probability, likely.probability(i), 1e-6);
      assertTrue(probability > threshold * (1 - ROUNDING), probability + " < " + threshold);
    }
    assertTrue(likely.count() >= reaching(weights, total, threshold * (1 + ROUNDING)));
  }

  private static int reaching(float[] weights, double total, double threshold) {
    int count = 0;
    for (float weight : weights) {
      count += weight / total >= threshold ? 1 : 0;
    }
    return count;
  }

  private static float[] weights(int vocabulary, int spread, long seed) {
    Random random = new Random(seed);
    float[] weights = new float[vocabulary];
    for (int i = 0; i < vocabulary; i++) {
      weights[i] = random.nextInt(5) == 0 ? 0 : (float) Math.exp(spread * random.nextGaussian());
    }
    weights[random.nextInt(vocabulary)] = 1;
    return weights;
  }

  private static double total(float[] weights) {
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    return total;
  }

  @Property(tries = 300)
  void theRaceOfSomeIsThatOfAllWhereTheOthersWeighNothing(
      @ForAll @IntRange(min = 1, max = 200) int vocabulary, @ForAll long seed) {
    float[] weights = weights(vocabulary, 2, seed);
    Random random = new Random(seed);
    float[] some = new float[vocabulary];
    int[] tokens = new int[vocabulary];
    int count = 0;
    for (int i = vocabulary - 1; i >= 0; i--) {
      if (random.nextBoolean()) {
        some[i] = weights[i];
        tokens[count++] = i;
      }
    }
    assertEquals(
        ExponentialRace.draw(some, seed), ExponentialRace.draw(weights, tokens, count, seed));
  }

  @Test
  void aFlatLawHasNone() {
    float[] flat = new float[2000];
    Arrays.fill(flat, 1f);
    assertEquals(0, LikelyTokens.among(flat, 2000).count());
  }

  @Test
  void whatIsNoListIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> LikelyTokens.of(new int[1], new float[] {1, 0.5f}));
    assertThrows(IllegalArgumentException.class, () -> LikelyTokens.of(new int[65], new float[65]));
    for (float none : new float[] {0, -1, 1.5f, Float.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> LikelyTokens.of(new int[1], new float[] {none}));
    }
  }
}
