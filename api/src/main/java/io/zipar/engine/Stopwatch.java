/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

/** Adds up the time of one kind of work within a run. */
final class Stopwatch {
  private long nanos;

  long start() {
    return System.nanoTime();
  }

  void stop(long started) {
    nanos += System.nanoTime() - started;
  }

  long nanos() {
    return nanos;
  }
}
