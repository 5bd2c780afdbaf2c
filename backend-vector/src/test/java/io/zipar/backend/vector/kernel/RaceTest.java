/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RaceTest {
  private static final double WORK = 10;

  private final Race race = new Race();

  private void first(long nanos) {
    race.note(false, nanos, WORK);
  }

  private void second(long nanos) {
    race.note(true, nanos, WORK);
  }

  @Test
  void theFirstBeginsAndBothGetTheSameTime() {
    assertFalse(race.isSecondsTurn());
    long[] nanos = new long[2];
    for (int i = 0; i < 1000; i++) {
      boolean isSecond = race.isSecondsTurn();
      long took = isSecond ? 500 : 100;
      race.note(isSecond, took, WORK);
      nanos[isSecond ? 1 : 0] += took;
    }
    assertEquals(nanos[0], nanos[1], 500);
    assertFalse(race.isOver());
  }

  @Test
  void threeWinsInARowDecide() {
    first(100);
    second(90);
    second(90);
    assertFalse(race.isOver());
    second(90);
    assertTrue(race.isOver());
    assertTrue(race.isSecondsTurn());
  }

  @Test
  void aDefeatStartsTheCountAgain() {
    first(100);
    second(90);
    second(90);
    second(100);
    second(90);
    second(90);
    assertFalse(race.isOver());
    second(90);
    assertTrue(race.isOver());
  }

  @Test
  void whatCountsIsTheTimeForEqualWork() {
    first(100);
    for (int i = 0; i < 10; i++) {
      race.note(true, 90, WORK / 2);
    }
    assertFalse(race.isOver());
    for (int i = 0; i < 3; i++) {
      race.note(true, 190, WORK * 2);
    }
    assertTrue(race.isOver());
  }

  @Test
  void nobodyWinsAgainstNoOne() {
    Race empty = new Race();
    assertFalse(empty.isOver());
    assertFalse(empty.isSecondsTurn());
  }
}
