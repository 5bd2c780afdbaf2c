/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that the process holds, native memory included, as Linux tells it. Elsewhere it reads
 * as 0, and growth is not seen.
 */
final class ResidentMemory {
  /** Allocators keep some of what is freed; a leak of a cache per session is far more than this. */
  static final long TOLERANCE = 48L << 20;

  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  static ResidentMemory afterWarmUp(Runnable work, int times) {
    repeat(work, times);
    return new ResidentMemory();
  }

  long growthOver(Runnable work, int times) {
    long before = bytes();
    repeat(work, times);
    return bytes() - before;
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
