/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.spi.LikelyTokens;
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
  private static final int VOCABULARY = 3;

  private SeenRows seen = new SeenRows(POSITIONS, VOCABULARY);
  private final Weights row = new Weights(VOCABULARY);

  /** Else a draft would not have the law that is stored for it. */
  @Property(tries = 300)
  void whatWasSeenOfLaterPositionsChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = POSITIONS - 2) int position) {
    Random random = new Random(seed);
    SeenRows all = new SeenRows(POSITIONS, VOCABULARY);
    SeenRows earlier = new SeenRows(POSITIONS, VOCABULARY);
    for (int i = 0; i < 300; i++) {
      int at = 1 + random.nextInt(POSITIONS - 1);
      Neighbours place = randomPlace(random);
      LikelyTokens learned = likely(randomLaw(random));
      all.learn(at, place, learned);
      if (at <= position) {
        earlier.learn(at, place, learned);
      }
    }
    Neighbours before = randomPlace(random);
    Neighbours now = randomPlace(random);
    Weights other = new Weights(VOCABULARY);
    LikelyTokens untouched = likely(UNTOUCHED);
    assertEquals(
        earlier.correct(position, untouched, before, now, other),
        all.correct(position, untouched, before, now, row));
    assertArrayEquals(values(other), values(row));
    assertEquals(earlier.guess(position, now, other), all.guess(position, now, row));
    assertArrayEquals(values(other), values(row));
  }

  @Property(tries = 300)
  void saysWhatAllTokensAndASearchSay(@ForAll long seed) {
    Random random = new Random(seed);
    seen = new SeenRows(POSITIONS, VOCABULARY);
    PlainSeenRows plain = new PlainSeenRows(POSITIONS, VOCABULARY);
    for (int i = 0; i < 200; i++) {
      int at = 1 + random.nextInt(POSITIONS - 1);
      Neighbours place = randomPlace(random);
      float[] learned = randomLaw(random);
      seen.learn(at, place, likely(learned));
      plain.learn(at, place, learned);
      int position = 1 + random.nextInt(POSITIONS - 1);
      Neighbours before = randomPlace(random);
      Neighbours now = randomPlace(random);
      float[] expected = randomLaw(random);
      LikelyTokens given = likely(expected);
      boolean isKnown = plain.correct(position, expected, before, now);
      assertEquals(isKnown, seen.correct(position, given, before, now, row));
      assertArrayEquals(isKnown ? expected : values(row), values(row), 1e-6f);
      isKnown = plain.guess(position, now, expected);
      assertEquals(isKnown, seen.guess(position, now, row));
      assertArrayEquals(isKnown ? expected : values(row), values(row), 1e-6f);
    }
  }

  private static Neighbours randomPlace(Random random) {
    return new Neighbours(random.nextInt(5), random.nextInt(3));
  }

  /** Every token has so much that it is among the likeliest. */
  private static float[] randomLaw(Random random) {
    float[] law = new float[VOCABULARY];
    float sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      law[i] = 0.01f + random.nextFloat();
      sum += law[i];
    }
    for (int i = 0; i < VOCABULARY; i++) {
      law[i] /= sum;
    }
    return law;
  }

  @Test
  void nearerRowsCountMore() {
    seen.learn(3, place(5), likely(FIRST));
    seen.learn(4, place(5), likely(SECOND));
    assertTrue(seen.guess(6, place(5), row));
    assertArrayEquals(new float[] {0.4f, 0.1f, 0.5f}, values(row), 1e-5f);
  }

  @Test
  void aRowBesideOneTokenBecomesThatBesideTheOther() {
    seen.learn(3, place(1), likely(FIRST));
    seen.learn(4, place(2), likely(SECOND));
    assertTrue(seen.correct(6, likely(FIRST), place(1), place(2), row));
    assertEquals(2, largest(row));
  }

  @Test
  void whatTheRowKnowsByItselfStays() {
    seen.learn(3, place(1), likely(new float[] {0.5f, 0.5f, 0}));
    seen.learn(4, place(2), likely(new float[] {0.4f, 0.4f, 0.2f}));
    LikelyTokens made = likely(new float[] {0.05f, 0.95f, 0});
    assertTrue(seen.correct(6, made, place(1), place(2), row));
    assertEquals(1, largest(row));
  }

  @Test
  void aRowOfTheCellItselfIsTakenAsItIs() {
    seen.learn(6, place(2), likely(SECOND));
    seen.learn(6, place(1), likely(FIRST));
    seen.learn(5, place(2), likely(FIRST));
    assertTrue(seen.correct(6, likely(UNTOUCHED), place(1), place(2), row));
    assertArrayEquals(SECOND, values(row));
  }

  @Test
  void theNewestRowOfACellCounts() {
    seen.learn(6, place(2), likely(FIRST));
    seen.learn(6, place(2), likely(SECOND));
    seen.correct(6, likely(UNTOUCHED), place(1), place(2), row);
    assertArrayEquals(SECOND, values(row));
  }

  @Test
  void nothingIsSaidOfAnUnknownToken() {
    seen.learn(3, place(1), likely(FIRST));
    assertFalse(seen.correct(6, likely(UNTOUCHED), place(1), place(2), row));
    assertFalse(seen.guess(6, place(2), row));
  }

  @Test
  void whereTheTokenBeforeIsUnknownTheRowBesideTheOtherIsTaken() {
    seen.learn(3, place(2), likely(SECOND));
    assertTrue(seen.correct(6, likely(UNTOUCHED), place(1), place(2), row));
    assertArrayEquals(SECOND, values(row));
  }

  @Test
  void forgetsTheOldestRowsOfACell() {
    for (int left = 0; left <= 8; left++) {
      seen.learn(3, place(left), likely(FIRST));
    }
    assertFalse(seen.guess(6, place(0), row));
    assertTrue(seen.guess(6, place(1), row));
  }

  @Test
  void theTokenAboveCountsWhereItWasSeen() {
    seen.learn(3, new Neighbours(1, 7), likely(FIRST));
    seen.learn(4, new Neighbours(1, 8), likely(SECOND));
    seen.guess(6, new Neighbours(1, 7), row);
    assertArrayEquals(FIRST, values(row));
    seen.guess(6, new Neighbours(1, 8), row);
    assertArrayEquals(SECOND, values(row));
    seen.guess(6, new Neighbours(1, 9), row);
    assertArrayEquals(new float[] {0.4f, 0.1f, 0.5f}, values(row), 1e-5f);
  }

  @Test
  void keepsTheLikeliestTokensOfAFlatRow() {
    int vocabulary = 1000;
    float[] flat = new float[vocabulary];
    Arrays.fill(flat, 0.5f / (vocabulary - 1));
    flat[17] = 0.5f;
    SeenRows many = new SeenRows(POSITIONS, vocabulary);
    many.learn(3, place(1), likely(flat));
    Weights guessed = new Weights(vocabulary);
    assertTrue(many.guess(6, place(1), guessed));
    assertEquals(1, guessed.count());
    assertEquals(17, largest(guessed));
  }

  private static Neighbours place(int left) {
    return new Neighbours(left, Neighbours.NO_TOKEN);
  }

  private static LikelyTokens likely(float[] law) {
    return LikelyTokens.among(law, 1);
  }

  private static float[] values(Weights weights) {
    float[] values = new float[VOCABULARY];
    weights.copyTo(values);
    return values;
  }

  private static int largest(Weights weights) {
    int best = weights.token(0);
    for (int i = 1; i < weights.count(); i++) {
      best = weights.of(weights.token(i)) > weights.of(best) ? weights.token(i) : best;
    }
    return best;
  }
}
