/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.threads.Team;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Sums 180 MB, as much as the float32 weights of 4096 x 11008: what reading alone takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadBandwidthBenchmark {
  private static final int LENGTH = 4096 * 11008 / 2;
  private static final int PIECE = 4096;

  private final long[] values = new long[LENGTH];
  private final long[] sums = new long[1024 * 16];
  private Team team;

  /** Fills the memory. */
  @Setup
  public void fill() {
    team = new Team(Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < LENGTH; i++) {
      values[i] = i;
    }
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    team.close();
  }

  /**
   * Reads everything once.
   *
   * @return a sum
   */
  @Benchmark
  public long read() {
    team.run(this::sum, LENGTH / PIECE, 16);
    return sums[0];
  }

  private void sum(int from, int to, int thread) {
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (int i = from * PIECE; i < to * PIECE; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    sums[thread * 16] += a + b + c + d;
  }
}
