/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import io.zipar.Visibility;
import io.zipar.backend.djl.testing.TestedDjl;
import io.zipar.fixtures.Golden;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.Passes;
import io.zipar.torch.TorchEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Generations, one after the other in one JVM, leave nothing behind in native memory. The build
 * gives the tests a heap that is resident from the start, so that what grows is not the heap.
 */
@Tag("slow")
class NativeMemoryTest {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE_BYTES = 4096;
  private static final int WARM_UP = 50;
  private static final int GENERATIONS = 200;
  private static final int PASSES = 12;
  private static final long TOLERATED_BYTES = 24L << 20;

  @Test
  void liveArraysAndResidentMemoryStayFlat() throws IOException {
    try (TokenModel model = TestedDjl.BACKEND.openC2i(Golden.of("llamagen/c2i-tiny"))) {
      for (int i = 0; i < WARM_UP; i++) {
        generate(model, i);
      }
      String arrays = liveArrays();
      long resident = residentBytes();
      for (int i = 0; i < GENERATIONS; i++) {
        generate(model, i);
      }
      assertEquals(arrays, liveArrays());
      long growth = residentBytes() - resident;
      Assumptions.assumeTrue(Files.exists(STATM), "resident memory is read from " + STATM);
      assertTrue(growth < TOLERATED_BYTES, "grew by " + growth + " bytes");
    }
  }

  private static void generate(TokenModel model, int number) {
    try (ModelSession session = Passes.open(model, Visibility.WRITTEN, 1, 2, 3)) {
      Passes.run(session, model, Passes.prefill(0), Passes.prefill(1), Passes.prefill(2));
      for (int pass = 0; pass < PASSES; pass++) {
        int[] positions = {3 * pass, 3 * pass + 1};
        LanePass second = Passes.feed(1, new int[] {3 * pass}, new int[] {number % 90});
        Passes.run(session, model, Passes.feed(0, positions, new int[] {1, 2}), second);
      }
    }
  }

  /** What DJL's own dump of all managers says about numbers of resources, without their names. */
  private static String liveArrays() {
    PrintStream original = System.out;
    ByteArrayOutputStream dump = new ByteArrayOutputStream();
    try (NDManager manager = TorchEngine.start().newBaseManager()) {
      System.setOut(new PrintStream(dump, true, StandardCharsets.UTF_8));
      ((BaseNDManager) manager.getParentManager()).debugDump(0);
    } finally {
      System.setOut(original);
    }
    return dump.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll("NDManager\\(.*\\)", ""))
        .sorted()
        .toList()
        .toString();
  }

  private static long residentBytes() throws IOException {
    if (!Files.exists(STATM)) {
      return 0;
    }
    return Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE_BYTES;
  }
}
