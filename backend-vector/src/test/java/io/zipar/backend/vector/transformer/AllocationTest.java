/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Visibility;
import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.fixtures.Golden;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.Passes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pass in steady state leaves nothing to the collector. */
class AllocationTest {
  private static final int PASSES = 200;

  /** Vector code allocates until C2 has compiled it, which takes long on a busy machine. */
  private static final int ROUNDS = 300;

  private static final long ALLOWED_PER_PASS = 256;

  @Test
  void passesAllocateNothing() {
    if (!(java.lang.management.ManagementFactory.getThreadMXBean()
        instanceof com.sun.management.ThreadMXBean threads)) {
      return;
    }
    try (TokenModel model =
            TestedVector.BACKEND.openC2i(Golden.of("llamagen/c2i-tiny"), "threads", "1");
        ModelSession session = Passes.open(model, Visibility.WRITTEN, 1, 2)) {
      Passes.run(session, model, Passes.prefill(0), Passes.prefill(1));
      ForwardPass pass =
          new ForwardPass(
              List.of(
                  Passes.feed(0, Passes.range(3), new int[3]),
                  Passes.feed(1, Passes.range(2), new int[2])));
      long thread = Thread.currentThread().getId();
      long perPass = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && perPass > ALLOWED_PER_PASS; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < PASSES; i++) {
          session.forward(pass);
        }
        perPass = (threads.getThreadAllocatedBytes(thread) - before) / PASSES;
      }
      assertTrue(perPass <= ALLOWED_PER_PASS, perPass + " bytes per pass");
    }
  }
}
