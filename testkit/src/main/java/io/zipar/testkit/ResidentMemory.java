/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that the process holds, native memory included, as Linux tells it. Elsewhere it reads
 * as 0, and growth is not seen.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ResidentMemory {
  /** Allocators keep some of what is freed; a leak of a cache per session is far more than this. */
  public static final long TOLERANCE = 48L << 20;

  private static final int ROUNDS = 3;
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /**
   * Does work until caches are filled and code is compiled.
   *
   * @param work what is measured afterwards
   * @param times how often, at least 0
   * @return measures what follows
   */
  public static ResidentMemory afterWarmUp(Runnable work, int times) {
    repeat(work, times);
    return new ResidentMemory();
  }

  /**
   * Measures work. The heap and allocators may grow once for reasons of their own, a leak grows
   * whenever the work is done: so growth beyond {@link #TOLERANCE} is measured again, twice at
   * most.
   *
   * @param work what may leave memory behind
   * @param times how often at a time, at least 0
   * @return the least growth that was measured: bytes held afterwards minus bytes held before
   */
  public long growthOver(Runnable work, int times) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least >= TOLERANCE; round++) {
      long before = bytes();
      repeat(work, times);
      least = Math.min(least, bytes() - before);
    }
    return least;
  }

  private static void repeat(Runnable work, int times) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }

  private static long bytes() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    System.gc();
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + STATUS, e);
    }
  }
}
