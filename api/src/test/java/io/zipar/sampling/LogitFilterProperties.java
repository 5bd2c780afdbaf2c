/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.Sampling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The filter against the same rules written down with a full sort. */
class LogitFilterProperties {
  /** Many equal values, so that ties matter. */
  @Provide
  Arbitrary<float[]> logits() {
    return Arbitraries.floats()
        .between(-4, 4)
        .ofScale(1)
        .array(float[].class)
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property
  void topKKeepsWhateverIsNotBelowTheKthLargest(
      @ForAll("logits") float[] logits, @ForAll @IntRange(min = 1, max = 70) int topK) {
    float[] sorted = logits.clone();
    Arrays.sort(sorted);
    float threshold = sorted[sorted.length - Math.min(topK, sorted.length)];
    float[] expected = logits.clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] = expected[i] < threshold ? Float.NEGATIVE_INFINITY : expected[i];
    }
    assertArrayEquals(expected, filtered(logits, Sampling.PLAIN.withTopK(topK)));
  }

  @Property
  void topPKeepsTheShortestRunThatExceedsIt(
      @ForAll("logits") float[] logits,
      @ForAll @DoubleRange(min = 0, max = 0.99) double topP,
      @ForAll @IntRange(min = 0, max = 70) int topK) {
    float[] afterTopK = filtered(logits, Sampling.PLAIN.withTopK(topK));
    Integer[] order = IntStream.range(0, logits.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparing((Integer i) -> -afterTopK[i]));
    double total = 0;
    for (float logit : afterTopK) {
      total += Math.exp(logit);
    }
    float[] actual = filtered(logits, Sampling.PLAIN.withTopK(topK).withTopP(topP));
    double before = 0;
    for (int token : order) {
      boolean kept = actual[token] != Float.NEGATIVE_INFINITY;
      // Rounding may decide at the very boundary.
      if (Math.abs(before / total - topP) > 1e-9) {
        boolean expected = before / total <= topP && Math.exp(afterTopK[token]) > 0;
        assertEquals(expected, kept, "token " + token + " of " + Arrays.toString(logits));
      }
      before += Math.exp(afterTopK[token]);
    }
  }

  @Property
  void temperatureDivides(
      @ForAll("logits") float[] logits, @ForAll @DoubleRange(min = 0, max = 9) double temperature) {
    float divisor = Math.max((float) temperature, 1e-5f);
    float[] expected = logits.clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] /= divisor;
    }
    assertArrayEquals(expected, filtered(logits, Sampling.PLAIN.withTemperature(temperature)));
  }

  /** The formula of arXiv 2510.09012 in doubles, on what the filters keep of undivided logits. */
  @Property
  void byEntropyTheTemperatureFollowsTheFormula(
      @ForAll("logits") float[] logits,
      @ForAll @DoubleRange(min = 0.01, max = 9) double temperature,
      @ForAll @DoubleRange(min = 0.3, max = 1) double topP,
      @ForAll @IntRange(min = 0, max = 70) int topK) {
    Sampling filters = Sampling.PLAIN.withTopK(topK).withTopP(topP);
    float[] kept = filtered(logits, filters);
    double total = 0;
    for (float logit : kept) {
      total += Math.exp(logit);
    }
    double entropy = 0;
    for (float logit : kept) {
      double p = Math.exp(logit) / total;
      entropy -= p == 0 ? 0 : p * Math.log(p);
    }
    double divisor = temperature * (2.5 * Math.exp(-entropy / 3) + 0.6);
    float[] actual =
        filtered(logits, filters.withTemperature(temperature).withTemperatureByEntropy(true));
    for (int token = 0; token < logits.length; token++) {
      double expected = kept[token] / divisor;
      if (kept[token] == Float.NEGATIVE_INFINITY) {
        assertEquals(Float.NEGATIVE_INFINITY, actual[token]);
      } else {
        assertEquals(expected, actual[token], 1e-5 * (1 + Math.abs(expected)));
      }
    }
  }

  @Test
  void byEntropyASureTokenIsDrawnAtThreeTimesTheTemperatureAndAnEvenRowAtLess() {
    Sampling byEntropy = Sampling.PLAIN.withTemperatureByEntropy(true);
    float out = Float.NEGATIVE_INFINITY;
    assertArrayEquals(
        new float[] {out, 3 / 3.1f}, filtered(new float[] {1, 3}, byEntropy.withTopK(1)));
    float[] even = new float[16384];
    Arrays.fill(even, 1);
    double divisor = 2.5 * Math.exp(-Math.log(16384) / 3) + 0.6;
    assertEquals(1 / divisor, filtered(even, byEntropy)[0], 1e-6);
  }

  @Test
  void topPOfZeroKeepsOneToken() {
    float[] kept = filtered(new float[] {1, 3, 3, 2}, Sampling.PLAIN.withTopP(0));
    float out = Float.NEGATIVE_INFINITY;
    assertArrayEquals(new float[] {out, 3, out, out}, kept);
  }

  @Property
  void theKthLargestIsThatOfASort(
      @ForAll("logits") float[] logits, @ForAll @IntRange(min = 1, max = 60) int k) {
    int wanted = Math.min(k, logits.length);
    float[] sorted = logits.clone();
    Arrays.sort(sorted);
    assertEquals(
        sorted[sorted.length - wanted],
        Selection.kthLargest(logits.clone(), logits.length, wanted));
  }

  private static float[] filtered(float[] logits, Sampling sampling) {
    float[] copy = logits.clone();
    new LogitFilter(sampling, copy.length).apply(copy);
    return copy;
  }
}
