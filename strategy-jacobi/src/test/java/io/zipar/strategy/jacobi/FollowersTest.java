/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.strategy.jacobi.Followers.Neighbours;
import org.junit.jupiter.api.Test;

/** What rows beside some tokens say of other rows. */
class FollowersTest {
  private static final float[] FIRST = {0.9f, 0.1f, 0};
  private static final float[] SECOND = {0, 0.1f, 0.9f};

  @Test
  void laterRowsCountMore() {
    Followers followers = new Followers(3);
    for (int i = 0; i < 20; i++) {
      followers.learn(place(5), FIRST);
    }
    followers.learn(place(5), SECOND);
    assertArrayEquals(new float[] {0.63f, 0.1f, 0.27f}, followers.beside(place(5)), 1e-5f);
  }

  @Test
  void aLearnedRowIsCopied() {
    Followers followers = new Followers(3);
    float[] row = FIRST.clone();
    followers.learn(place(5), row);
    row[0] = 0;
    assertArrayEquals(FIRST, followers.beside(place(5)));
  }

  @Test
  void aRowBesideOneTokenBecomesThatBesideTheOther() {
    Followers followers = new Followers(3);
    followers.learn(place(1), FIRST);
    followers.learn(place(2), SECOND);
    float[] row = FIRST.clone();
    assertTrue(followers.correct(row, place(1), place(2)));
    assertEquals(2, largest(row));
  }

  @Test
  void whatTheRowKnowsByItselfStays() {
    Followers followers = new Followers(3);
    followers.learn(place(1), new float[] {0.5f, 0.5f, 0});
    followers.learn(place(2), new float[] {0.4f, 0.4f, 0.2f});
    float[] row = {0.05f, 0.95f, 0};
    assertTrue(followers.correct(row, place(1), place(2)));
    assertEquals(1, largest(row));
  }

  @Test
  void anUnknownTokenChangesNothing() {
    Followers followers = new Followers(3);
    followers.learn(place(1), FIRST);
    float[] row = FIRST.clone();
    assertFalse(followers.correct(row, place(1), place(2)));
    assertArrayEquals(FIRST, row);
  }

  @Test
  void forgetsWhatWasNotUsedForLongest() {
    Followers followers = new Followers(1 << 17);
    float[] row = new float[1 << 17];
    for (int token = 0; token <= 16; token++) {
      followers.learn(place(token), row);
      followers.beside(place(0));
    }
    assertNull(followers.beside(place(1)));
    assertTrue(followers.beside(place(0)) != null && followers.beside(place(16)) != null);
  }

  @Test
  void theTokenAboveCountsWhereItWasSeen() {
    Followers followers = new Followers(3);
    followers.learn(new Neighbours(1, 7), FIRST);
    followers.learn(new Neighbours(1, 8), SECOND);
    assertArrayEquals(FIRST, followers.beside(new Neighbours(1, 7)));
    assertArrayEquals(SECOND, followers.beside(new Neighbours(1, 8)));
    float[] either = {0.63f, 0.1f, 0.27f};
    assertArrayEquals(either, followers.beside(new Neighbours(1, 9)), 1e-5f);
    assertArrayEquals(either, followers.beside(place(1)), 1e-5f);
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
