/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.pipeline.CancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Interruption interruption = new Interruption(Duration.ofMillis(10));
  private final List<String> done = new ArrayList<>();

  @Test
  void commandThatEndsByItselfIsNotCleanedUpAfter() {
    interruption.onAbandon(() -> done.add("cleaned"));
    interruption.commandEnded();
    interruption.interrupt(done::add);
    assertTrue(interruption.token().isCancelled());
    assertThrows(CancelledException.class, interruption::throwIfCancelled);
    assertEquals(List.of(), done);
  }

  @Test
  void commandThatDoesNotEndIsCleanedUpAfter() {
    interruption.onAbandon(() -> done.add("cleaned"));
    interruption.interrupt(done::add);
    assertEquals(List.of("interrupted, waiting for the command to end", "cleaned"), done);
  }

  @Test
  void aDeadlineEndsACommandLikeAnInterruption() {
    interruption.onAbandon(() -> done.add("cleaned"));
    assertFalse(interruption.expireAfter(Duration.ofMillis(20), done::add));
    assertEquals(
        List.of("the deadline of 0.02 s has passed, waiting for the command to end", "cleaned"),
        done);
    assertEquals(Optional.of(Duration.ofMillis(20)), interruption.deadline());
  }

  @Test
  void aCommandThatEndsInTimeHearsOfNoDeadline() {
    interruption.commandEnded();
    assertTrue(interruption.expireAfter(Duration.ofHours(1), done::add));
    assertFalse(interruption.token().isCancelled());
    assertEquals(Optional.empty(), interruption.deadline());
  }
}
