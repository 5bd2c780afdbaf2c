/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import io.zipar.ZiparException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The rate at which this machine reads memory: every processor sums its part of an array that no
 * cache holds. The best of several rounds counts.
 *
 * @param bytesPerSecond the rate
 * @param checksum the sum, which keeps the reading from being optimised away
 */
@ApiStatus.Experimental(since = "0.1")
public record MemoryBandwidth(double bytesPerSecond, long checksum) {
  private static final long BYTES = 512L << 20;
  private static final int ROUNDS = 40;
  private static final String WHAT = "memory bandwidth";

  /**
   * Measures with 512 MB and all processors.
   *
   * @return the rate
   * @throws ZiparException if the heap is too small for the array
   */
  public static MemoryBandwidth measure() {
    return measure(BYTES, Runtime.getRuntime().availableProcessors());
  }

  static MemoryBandwidth measure(long bytes, int threads) {
    if (Runtime.getRuntime().maxMemory() < bytes + bytes / 2) {
      throw new ZiparException(
          "measuring the memory bandwidth takes "
              + (bytes + bytes / 2 >> 20)
              + " MiB of the Java heap, which is limited to "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB: start java with -Xmx2g (ZIPAR_JAVA_OPTIONS of the script)");
    }
    int share = Math.toIntExact(bytes / Long.BYTES / threads);
    List<Callable<long[]>> allocations =
        Collections.nCopies(threads, (Callable<long[]>) () -> filled(share));
    List<Callable<Long>> readers = new ArrayList<>();
    for (long[] part : BestRound.of(WHAT, 1, allocations).results()) {
      readers.add(() -> sum(part));
    }
    BestRound<Long> best = BestRound.of(WHAT, ROUNDS, readers);
    return new MemoryBandwidth(
        (double) share * threads * Long.BYTES * 1e9 / best.nanos(),
        best.results().stream().mapToLong(Long::longValue).sum());
  }

  private static long[] filled(int length) {
    long[] values = new long[length];
    for (int i = 0; i < length; i++) {
      values[i] = i;
    }
    return values;
  }

  /**
   * Reads four quarters side by side: one stream alone keeps too few cache lines on their way to
   * reach what the memory can deliver.
   */
  private static long sum(long[] values) {
    int quarter = values.length / 4;
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (int i = 0; i < quarter; i++) {
      a += values[i];
      b += values[i + quarter];
      c += values[i + 2 * quarter];
      d += values[i + 3 * quarter];
    }
    for (int i = 4 * quarter; i < values.length; i++) {
      a += values[i];
    }
    return a + b + c + d;
  }
}
