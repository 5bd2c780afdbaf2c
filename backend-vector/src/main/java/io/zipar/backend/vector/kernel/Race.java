/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides between two implementations of one function, of which the second is slow until the JIT
 * has compiled it: both get the same time, until the second has shown that it is the faster one.
 * Safe for several threads.
 */
final class Race {
  /** Wins in a row that decide; one may be luck. */
  private static final int PROOFS = 3;

  private final AtomicLong firstNanos = new AtomicLong();
  private final AtomicLong secondNanos = new AtomicLong();
  private final AtomicInteger proofs = new AtomicInteger();
  private volatile double firstRate = Double.POSITIVE_INFINITY;
  private volatile boolean over;

  /** Whether the second has won: nothing needs to be measured any more. */
  boolean isOver() {
    return over;
  }

  /** Begins a run; what {@link #end} needs, which asks no clock once the race is over. */
  long begin() {
    return over ? 0 : System.nanoTime();
  }

  /** Ends a run that began at {@code begun}, with the work as {@link #note} takes it. */
  void end(boolean second, long begun, double work) {
    if (!over) {
      note(second, System.nanoTime() - begun, work);
    }
  }

  boolean isSecondsTurn() {
    return over || secondNanos.get() < firstNanos.get();
  }

  /**
   * Notes a run.
   *
   * @param second whose it was
   * @param nanos how long it took
   * @param work in any unit, the same for both
   */
  void note(boolean second, long nanos, double work) {
    double rate = nanos / work;
    if (!second) {
      firstNanos.addAndGet(nanos);
      firstRate = rate;
      return;
    }
    secondNanos.addAndGet(nanos);
    if (rate >= firstRate) {
      proofs.set(0);
    } else if (proofs.incrementAndGet() >= PROOFS) {
      over = true;
    }
  }
}
