/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Every unit is done once, whoever calls, and errors reach the caller. */
class TeamTest {
  @Test
  void everyUnitIsDoneOnce() {
    for (int threads = 1; threads <= 5; threads++) {
      try (Team team = new Team(threads)) {
        for (int units = 0; units < 70; units++) {
          AtomicIntegerArray done = new AtomicIntegerArray(units);
          int count = threads;
          team.run(
              (from, to, thread) -> {
                assertTrue(thread >= 0 && thread < count);
                for (int i = from; i < to; i++) {
                  done.incrementAndGet(i);
                }
              },
              units,
              1 + units % 4);
          for (int i = 0; i < units; i++) {
            assertEquals(1, done.get(i), "unit " + i + " of " + units);
          }
        }
      }
    }
  }

  /** Rounds of different sizes without a pause: members late for one must not disturb the next. */
  @Test
  void roundsDoNotMix() {
    for (int threads = 2; threads <= 6; threads++) {
      try (Team team = new Team(threads)) {
        AtomicInteger current = new AtomicInteger();
        int[] counts = new int[64];
        for (int round = 0; round < 60_000; round++) {
          int units = 1 + round * 7 % 64;
          int mine = round;
          current.set(round);
          team.run(
              (from, to, thread) -> {
                assertEquals(mine, current.get());
                for (int i = from; i < to; i++) {
                  counts[i]++;
                }
              },
              units,
              1);
          for (int i = 0; i < units; i++) {
            if (counts[i] != 1) {
              throw new AssertionError(counts[i] + " times unit " + i + " in round " + round);
            }
            counts[i] = 0;
          }
        }
      }
    }
  }

  @Test
  void callersTakeTurns() throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(6);
    AtomicInteger running = new AtomicInteger();
    try (Team team = new Team(3)) {
      var results =
          IntStream.range(0, 6)
              .<Future<?>>mapToObj(
                  i ->
                      callers.submit(
                          () -> {
                            for (int round = 0; round < 300; round++) {
                              team.run(
                                  (from, to, thread) -> {
                                    assertTrue(running.incrementAndGet() <= 3);
                                    running.decrementAndGet();
                                  },
                                  20,
                                  1);
                            }
                          }))
              .toList();
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void errorsReachTheCallerAndTheTeamGoesOn() {
    try (Team team = new Team(2)) {
      for (int unit = 0; unit < 8; unit++) {
        int bad = unit;
        assertThrows(
            IllegalArgumentException.class,
            () ->
                team.run(
                    (from, to, thread) -> {
                      if (from <= bad && bad < to) {
                        throw new IllegalArgumentException();
                      }
                    },
                    8,
                    1));
      }
      AtomicInteger sum = new AtomicInteger();
      team.run((from, to, thread) -> sum.addAndGet(to - from), 100, 1);
      assertEquals(100, sum.get());
    }
  }

  @Test
  void aClosedTeamRefuses() {
    Team team = new Team(2);
    team.close();
    team.close();
    assertThrows(IllegalStateException.class, () -> team.run((from, to, thread) -> {}, 3, 1));
  }

  @Test
  void modelsShareATeamUntilTheLastIsClosed() {
    TeamPool pool = new TeamPool();
    TeamPool.Lease first = pool.borrow(2);
    TeamPool.Lease second = pool.borrow(2);
    assertSame(first.team(), second.team());
    first.close();
    first.close();
    second.team().run((from, to, thread) -> {}, 9, 1);
    second.close();
    TeamPool.Lease third = pool.borrow(2);
    assertNotSame(second.team(), third.team());
    third.close();
  }

  @Test
  void waitingWorkersPark() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          try (Team team = new Team(4)) {
            for (int round = 0; round < 20; round++) {
              team.run((from, to, thread) -> {}, 40, 1);
              Thread.sleep(15);
            }
            long parked =
                Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("zipar-vector-"))
                    .filter(thread -> thread.getState() == Thread.State.WAITING)
                    .count();
            assertTrue(parked >= 3, parked + " threads wait");
          }
        });
  }
}
