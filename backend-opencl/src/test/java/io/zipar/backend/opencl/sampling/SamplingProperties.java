/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Sampling;
import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.DeviceUse;
import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;
import io.zipar.spi.Noise;
import io.zipar.spi.RowRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Laws and draws of the device against {@link ScalarLaw}, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class SamplingProperties extends OnDevice {
  /** What rounding in float32 may do to a probability, and to the time of a clock. */
  private static final double ROUNDING = 1e-4;

  private static final int BEYOND = 3;
  private static DeviceUse use;

  @BeforeContainer
  static void use() {
    use = new DeviceUse(device(), "the test");
  }

  /** One row for each part; `mixed` says how many parts the first row has. */
  private record Rows(int mixed, Optional<float[]> shares) implements RowParts {
    @Override
    public int parts(int row) {
      return row == 0 ? mixed : 1;
    }

    @Override
    public int bufferRow(int row, int part) {
      return row == 0 ? part : mixed - 1 + row;
    }

    @Override
    public Optional<float[]> shares(int count) {
      return shares;
    }

    @Override
    public int fedAt(int row, int target) {
      return target % 2 == 0 ? 0 : NOTHING;
    }
  }

  @Property(tries = 60)
  void lawsAndDrawsAreThoseOfTheScalarTwin(
      @ForAll @IntRange(min = 1, max = 600) int tokens,
      @ForAll @IntRange(min = 1, max = 2) int count,
      @ForAll @IntRange(min = 1, max = 3) int mixed,
      @ForAll @DoubleRange(min = 0.3, max = 3) double temperature,
      @ForAll @IntRange(min = 0, max = 90) int topK,
      @ForAll @DoubleRange(min = 0, max = 1) double topP,
      @ForAll @IntRange(min = 0, max = 7) int kind,
      @ForAll boolean guided,
      @ForAll long seed) {
    Random random = new Random(seed);
    Sampling sampling =
        kind == 0
            ? Sampling.GREEDY
            : Sampling.PLAIN
                .withTemperature(temperature)
                .withTemperatureByEntropy(kind == 1)
                .withTopK(topK)
                .withTopP(kind % 2 == 0 ? 1 : topP);
    float[][] rows = new float[mixed + 2 * count - 1][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = logits(random, tokens, kind == 2);
    }
    List<RowRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RowRequest request = RowRequest.of(i, sampling, new Noise(seed + i), 17 * i);
      requests.add(guided ? request.guided(count + i, 1 + 4 * random.nextDouble()) : request);
    }
    float[] shares = new float[mixed];
    Arrays.fill(shares, 1f / mixed);
    Rows parts = new Rows(mixed, Optional.of(shares));
    try (DeviceBuffer buffer = sent(rows);
        DeviceSampler sampler = new DeviceSampler(device(), use, tokens, tokens + BEYOND)) {
      List<Distribution> laws =
          use.call(() -> sampler.sample(buffer, tokens, requests, parts)).orElseThrow();
      for (int i = 0; i < count; i++) {
        float[] row = i == 0 ? mix(rows, mixed, shares[0]) : rows[mixed - 1 + i];
        float[] without = rows[mixed - 1 + (guided ? count + i : i)];
        compare(requests.get(i), row, without, laws.get(i));
      }
    }
  }

  private static float[] logits(Random random, int tokens, boolean alike) {
    float[] row = new float[tokens];
    for (int i = 0; i < tokens; i++) {
      row[i] = (float) (4 * random.nextGaussian());
      if (alike) {
        row[i] = Math.round(row[i]);
      }
      if (i > 0 && random.nextInt(9) == 0) {
        row[i] = Float.NEGATIVE_INFINITY;
      }
    }
    return row;
  }

  private static float[] mix(float[][] rows, int count, float share) {
    float[] mixed = rows[0].clone();
    for (int i = 0; count > 1 && i < mixed.length; i++) {
      mixed[i] *= share;
      for (int part = 1; part < count; part++) {
        mixed[i] += share * rows[part][i];
      }
    }
    return mixed;
  }

  private static DeviceBuffer sent(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
    }
    return sent(all);
  }

  private static void compare(
      RowRequest request, float[] row, float[] without, Distribution actual) {
    double topP = request.sampling().topP();
    ScalarLaw expected = new ScalarLaw(row, without, request, topP);
    // Where rounding decides whether a token belongs to the nucleus there is nothing to compare.
    if (topP < 1
        && !new ScalarLaw(row, without, request, topP * (1 - ROUNDING))
            .keepsAs(new ScalarLaw(row, without, request, topP * (1 + ROUNDING)))) {
      return;
    }
    int tokens = row.length;
    assertEquals(tokens + BEYOND, actual.vocabulary());
    for (int draw = 0; draw < 3; draw++) {
      int token = actual.draw(draw);
      assertTrue(expected.probability(token) > 0, "token " + token + " was filtered");
      double earliest = expected.earliest(draw);
      assertEquals(earliest, expected.time(token, draw), ROUNDING * earliest);
      assertEquals(expected.probability(token), actual.probability(token), ROUNDING);
    }
    assertEquals(expected.probability(0), actual.probability(0), ROUNDING);
    assertEquals(0, actual.probability(tokens));
    float[] all = new float[tokens + BEYOND];
    all[tokens] = 1;
    actual.copyProbabilities(all);
    for (int token = 0; token < tokens; token++) {
      assertEquals(expected.probability(token), all[token], ROUNDING, "token " + token);
    }
    assertEquals(0, all[tokens]);
    compareLikeliest(all, actual.likeliest());
  }

  /** What a token has must not lie so near a threshold that rounding decides. */
  private static void compareLikeliest(float[] law, LikelyTokens actual) {
    for (float probability : law) {
      for (float t = LikelyTokens.LEAST; t < 1; t *= 2) {
        if (Math.abs(probability - t) < ROUNDING * t) {
          return;
        }
      }
    }
    LikelyTokens expected = LikelyTokens.among(law, 1);
    assertEquals(byToken(expected).keySet(), byToken(actual).keySet());
    byToken(actual)
        .forEach((token, probability) -> assertEquals(law[token], probability, ROUNDING));
  }

  private static Map<Integer, Float> byToken(LikelyTokens likeliest) {
    Map<Integer, Float> probabilities = new HashMap<>();
    for (int i = 0; i < likeliest.count(); i++) {
      probabilities.put(likeliest.token(i), likeliest.probability(i));
    }
    assertEquals(likeliest.count(), probabilities.size(), "each once");
    return probabilities;
  }

  @Example
  void withoutAnyTemperatureTheMostLikelyIsDrawn() {
    float[][] rows = {{1, 3.001f, 3}};
    RowRequest cold = RowRequest.of(0, Sampling.PLAIN.withTemperature(0), new Noise(1), 5);
    try (DeviceBuffer buffer = sent(rows);
        DeviceSampler sampler = new DeviceSampler(device(), use, 3, 3)) {
      Rows alone = new Rows(1, Optional.empty());
      Distribution law =
          use.call(() -> sampler.sample(buffer, 3, List.of(cold), alone)).orElseThrow().get(0);
      assertEquals(1, law.draw());
      assertEquals(1, law.probability(1), ROUNDING);
    }
  }

  @Example
  void whatIsNoDistributionAndWhatANetworkMixesIsLeftToTheHost() {
    float[][] rows = {{1, 2, 3}, {1, Float.NaN, 3}, {1, Float.POSITIVE_INFINITY, 3}, forbidden()};
    for (int row = 0; row < rows.length; row++) {
      RowRequest request = RowRequest.of(row, Sampling.PLAIN, new Noise(1), 5);
      assertEquals(row == 0, sample(rows, request, new Rows(1, Optional.empty())).isPresent());
      RowRequest greedy = RowRequest.of(row, Sampling.GREEDY, new Noise(1), 5);
      assertEquals(row == 0, sample(rows, greedy, new Rows(1, Optional.empty())).isPresent());
    }
    RowRequest request = RowRequest.of(0, Sampling.PLAIN, new Noise(1), 5);
    assertTrue(sample(rows, request, new Rows(2, Optional.empty())).isEmpty());
  }

  private static float[] forbidden() {
    return new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
  }

  private static Optional<List<Distribution>> sample(
      float[][] rows, RowRequest request, RowParts parts) {
    try (DeviceBuffer buffer = sent(rows);
        DeviceSampler sampler = new DeviceSampler(device(), use, 3, 3)) {
      return use.call(() -> sampler.sample(buffer, 3, List.of(request), parts));
    }
  }
}
