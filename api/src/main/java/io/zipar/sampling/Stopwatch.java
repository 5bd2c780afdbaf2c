/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

/** Adds up the time of one kind of work within a run. */
public final class Stopwatch {
  private long nanos;

  /** Starts at zero. */
  public Stopwatch() {}

  /**
   * Begins to measure.
   *
   * @return what {@link #stop} wants
   */
  public long start() {
    return System.nanoTime();
  }

  /**
   * Adds the time since a start.
   *
   * @param started from {@link #start}
   */
  public void stop(long started) {
    nanos += System.nanoTime() - started;
  }

  /**
   * The time added up so far.
   *
   * @return nanoseconds
   */
  public long nanos() {
    return nanos;
  }
}
