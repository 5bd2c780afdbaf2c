/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import io.zipar.ZiparException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<long[]>> allocations = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        allocations.add(() -> filled(share));
      }
      List<Callable<Long>> readers = new ArrayList<>();
      for (long[] part : runAll(workers, allocations)) {
        readers.add(() -> sum(part));
      }
      long best = Long.MAX_VALUE;
      long checksum = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long started = System.nanoTime();
        for (long sum : runAll(workers, readers)) {
          checksum += sum;
        }
        best = Math.min(best, System.nanoTime() - started);
      }
      return new MemoryBandwidth((double) share * threads * Long.BYTES * 1e9 / best, checksum);
    } finally {
      workers.shutdownNow();
    }
  }

  private static <T> List<T> runAll(ExecutorService workers, List<Callable<T>> tasks) {
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> future : workers.invokeAll(tasks)) {
        results.add(future.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ZiparException("interrupted while measuring the memory bandwidth", e);
    } catch (ExecutionException e) {
      throw new ZiparException("cannot measure the memory bandwidth: " + e.getCause(), e);
    }
    return results;
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
