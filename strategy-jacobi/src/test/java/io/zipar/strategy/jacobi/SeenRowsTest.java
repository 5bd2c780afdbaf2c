/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.strategy.jacobi.SeenRows.Neighbours;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What rows beside some tokens say of other rows. */
class SeenRowsTest {
  private static final int POSITIONS = 40;
  private static final float[] FIRST = {0.9f, 0.1f, 0};
  private static final float[] SECOND = {0, 0.1f, 0.9f};
  private static final float[] UNTOUCHED = {0.2f, 0.3f, 0.5f};

  private final SeenRows seen = new SeenRows(POSITIONS, 3);
  private final float[] row = UNTOUCHED.clone();

  /** Else a draft would not have the law that is stored for it. */
  @Property(tries = 300)
  void whatWasSeenOfLaterPositionsChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = POSITIONS - 2) int position) {
    Random random = new Random(seed);
    SeenRows all = new SeenRows(POSITIONS, 3);
    SeenRows earlier = new SeenRows(POSITIONS, 3);
    for (int i = 0; i < 300; i++) {
      int at = 1 + random.nextInt(POSITIONS - 1);
      Neighbours place = new Neighbours(random.nextInt(3), random.nextInt(3));
      float[] learned = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
      all.learn(at, place, learned);
      if (at <= position) {
        earlier.learn(at, place, learned);
      }
    }
    Neighbours before = new Neighbours(random.nextInt(3), random.nextInt(3));
    Neighbours now = new Neighbours(random.nextInt(3), random.nextInt(3));
    float[] expected = UNTOUCHED.clone();
    float[] actual = UNTOUCHED.clone();
    assertEquals(
        earlier.correct(position, expected, before, now),
        all.correct(position, actual, before, now));
    assertArrayEquals(expected, actual);
    assertEquals(earlier.guess(position, now, expected), all.guess(position, now, actual));
    assertArrayEquals(expected, actual);
  }

  @Test
  void nearerRowsCountMore() {
    seen.learn(3, place(5), FIRST);
    seen.learn(4, place(5), SECOND);
    assertTrue(seen.guess(6, place(5), row));
    assertArrayEquals(new float[] {0.4f, 0.1f, 0.5f}, row, 1e-5f);
  }

  @Test
  void aLearnedRowIsCopied() {
    float[] learned = FIRST.clone();
    seen.learn(3, place(5), learned);
    learned[0] = 0;
    seen.guess(6, place(5), row);
    assertArrayEquals(FIRST, row);
  }

  @Test
  void aRowBesideOneTokenBecomesThatBesideTheOther() {
    seen.learn(3, place(1), FIRST);
    seen.learn(4, place(2), SECOND);
    float[] corrected = FIRST.clone();
    assertTrue(seen.correct(6, corrected, place(1), place(2)));
    assertEquals(2, largest(corrected));
  }

  @Test
  void whatTheRowKnowsByItselfStays() {
    seen.learn(3, place(1), new float[] {0.5f, 0.5f, 0});
    seen.learn(4, place(2), new float[] {0.4f, 0.4f, 0.2f});
    float[] corrected = {0.05f, 0.95f, 0};
    assertTrue(seen.correct(6, corrected, place(1), place(2)));
    assertEquals(1, largest(corrected));
  }

  @Test
  void aRowOfTheCellItselfIsTakenAsItIs() {
    seen.learn(6, place(2), SECOND);
    seen.learn(6, place(1), FIRST);
    seen.learn(5, place(2), FIRST);
    assertTrue(seen.correct(6, row, place(1), place(2)));
    assertArrayEquals(SECOND, row);
  }

  @Test
  void theNewestRowOfACellCounts() {
    seen.learn(6, place(2), FIRST);
    seen.learn(6, place(2), SECOND);
    seen.correct(6, row, place(1), place(2));
    assertArrayEquals(SECOND, row);
  }

  @Test
  void nothingIsSaidOfAnUnknownToken() {
    seen.learn(3, place(1), FIRST);
    assertFalse(seen.correct(6, row, place(1), place(2)));
    assertFalse(seen.guess(6, place(2), row));
  }

  @Test
  void whereTheTokenBeforeIsUnknownTheRowBesideTheOtherIsTaken() {
    seen.learn(3, place(2), SECOND);
    assertTrue(seen.correct(6, row, place(1), place(2)));
    assertArrayEquals(SECOND, row);
  }

  @Test
  void forgetsTheOldestRowsOfACell() {
    for (int left = 0; left <= 8; left++) {
      seen.learn(3, place(left), FIRST);
    }
    assertFalse(seen.guess(6, place(0), row));
    assertTrue(seen.guess(6, place(1), row));
  }

  @Test
  void theTokenAboveCountsWhereItWasSeen() {
    seen.learn(3, new Neighbours(1, 7), FIRST);
    seen.learn(4, new Neighbours(1, 8), SECOND);
    seen.guess(6, new Neighbours(1, 7), row);
    assertArrayEquals(FIRST, row);
    seen.guess(6, new Neighbours(1, 8), row);
    assertArrayEquals(SECOND, row);
    seen.guess(6, new Neighbours(1, 9), row);
    assertArrayEquals(new float[] {0.4f, 0.1f, 0.5f}, row, 1e-5f);
  }

  @Test
  void keepsTheLikeliestTokensOfAFlatRow() {
    int vocabulary = 1000;
    float[] flat = new float[vocabulary];
    Arrays.fill(flat, 0.5f / (vocabulary - 1));
    flat[17] = 0.5f;
    SeenRows many = new SeenRows(POSITIONS, vocabulary);
    many.learn(3, place(1), flat);
    float[] guessed = new float[vocabulary];
    assertTrue(many.guess(6, place(1), guessed));
    assertEquals(17, largest(guessed));
    assertEquals(0, guessed[16]);
  }

  private static Neighbours place(int left) {
    return new Neighbours(left, Neighbours.NO_TOKEN);
  }

  private static int largest(float[] weights) {
    int best = 0;
    for (int i = 1; i < weights.length; i++) {
      best = weights[i] > weights[best] ? i : best;
    }
    return best;
  }
}
