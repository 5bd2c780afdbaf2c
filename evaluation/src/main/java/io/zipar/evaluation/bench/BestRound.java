/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ZiparException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The fastest of several rounds in which as many threads as there are tasks did one each.
 *
 * @param nanos what it took
 * @param results of all rounds
 */
record BestRound<T>(long nanos, List<T> results) {
  /**
   * Runs rounds.
   *
   * @param what is measured, for messages
   * @param rounds at least 1
   * @param tasks at least one
   * @throws ZiparException if a task fails or the thread is interrupted
   */
  static <T> BestRound<T> of(String what, int rounds, List<Callable<T>> tasks) {
    ExecutorService workers = Executors.newFixedThreadPool(tasks.size());
    try {
      long best = Long.MAX_VALUE;
      List<T> results = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        long started = System.nanoTime();
        for (Future<T> future : workers.invokeAll(tasks)) {
          results.add(future.get());
        }
        best = Math.min(best, System.nanoTime() - started);
      }
      return new BestRound<>(best, results);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ZiparException("interrupted while measuring the " + what, e);
    } catch (ExecutionException e) {
      throw new ZiparException("cannot measure the " + what + ": " + e.getCause(), e);
    } finally {
      workers.shutdownNow();
    }
  }
}
