/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * The rate at which this machine multiplies and adds float32 numbers: every processor runs chains
 * of fused multiply-adds over a few numbers that stay in its first cache. Chains do not wait for
 * each other, and the JIT turns the loop into vector code as wide as it uses by itself. The best of
 * several rounds counts.
 *
 * @param perSecond multiply-adds a second; each counts as two operations where operations are
 *     counted
 * @param checksum a sum of results, which keeps the work from being optimised away
 */
@ApiStatus.Experimental(since = "0.1")
public record MultiplyPeak(double perSecond, double checksum) {
  private static final int NUMBERS = 4096;
  private static final int CHAIN = 6;
  private static final int REPEATS = 1000;
  private static final int ROUNDS = 60;

  /**
   * Measures with all processors.
   *
   * @return the rate
   */
  public static MultiplyPeak measure() {
    return measure(ROUNDS, Runtime.getRuntime().availableProcessors());
  }

  static MultiplyPeak measure(int rounds, int threads) {
    List<Callable<Float>> work =
        IntStream.range(0, threads).<Callable<Float>>mapToObj(thread -> multiplier()).toList();
    BestRound<Float> best = BestRound.of("multiply-adds", rounds, work);
    double count = (double) NUMBERS * CHAIN * REPEATS * threads;
    return new MultiplyPeak(
        count * 1e9 / best.nanos(), best.results().stream().mapToDouble(Float::doubleValue).sum());
  }

  private static Callable<Float> multiplier() {
    float[] values = new float[NUMBERS];
    Arrays.fill(values, 1f);
    return () -> {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        chain(values, 0.5f, 1f);
      }
      return values[0];
    };
  }

  /**
   * A chain of {@link #CHAIN} for each number, written out: an inner loop would not be vectors.
   * With longer ones the processor sees too few chains at a time to keep busy, with shorter ones it
   * reads and writes more.
   */
  private static void chain(float[] values, float factor, float term) {
    for (int i = 0; i < values.length; i++) {
      float x = values[i];
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      x = Math.fma(x, factor, term);
      values[i] = Math.fma(x, factor, term);
    }
  }
}
