/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.pipeline.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Interruption interruption = new Interruption(Duration.ofMillis(10));
  private final List<String> done = new ArrayList<>();

  @Test
  void commandThatEndsByItselfIsNotCleanedUpAfter() {
    interruption.onAbandon(() -> done.add("cleaned"));
    interruption.commandEnded();
    interruption.interrupt();
    assertTrue(interruption.token().isCancelled());
    assertThrows(CancelledException.class, interruption::throwIfCancelled);
    assertEquals(List.of(), done);
  }

  @Test
  void commandThatDoesNotEndIsCleanedUpAfter() {
    interruption.onAbandon(() -> done.add("cleaned"));
    interruption.interrupt();
    assertEquals(List.of("cleaned"), done);
  }
}
