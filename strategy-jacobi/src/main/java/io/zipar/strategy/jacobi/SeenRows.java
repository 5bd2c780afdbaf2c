/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.LikelyTokens;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the model said of the cells of one image, and beside which tokens: a guess at what it would
 * say beside other tokens, at no pass. A guess at a position rests on rows of that position and
 * those before it alone, which is what makes it usable where a draft has to keep its law (see
 * {@link SpeculativeRule}). Holds the likeliest tokens of at most {@link #ROWS_OF_A_CELL} rows of a
 * cell, and computes with those alone, whatever the vocabulary. Used by one thread.
 */
final class SeenRows {
  /** Stands for what a row of few tokens, or a mean of few rows, has not seen. */
  private static final float UNSEEN = LikelyTokens.LEAST;

  /** How much the next row further back counts in a mean. */
  private static final float KEPT = 0.8f;

  private static final int ROWS_OF_A_CELL = 8;
  private static final int ROWS_OF_A_MEAN = 16;
  private static final int FARTHEST = 1024;

  private final Deque<SeenRow>[] seen;

  /** By the token on the left, then by position: the newest row beside it. */
  private final Map<Integer, NavigableMap<Integer, SeenRow>> newest = new HashMap<>();

  private final Weights besideNow;
  private final Weights besideBefore;

  /**
   * Where a cell lies: the tokens beside it.
   *
   * @param left the token on the left
   * @param above the token above, or {@link #NO_TOKEN}
   */
  record Neighbours(int left, int above) {
    /** No token. */
    static final int NO_TOKEN = -1;
  }

  private record SeenRow(Neighbours place, LikelyTokens tokens) {
    void addTo(Weights sum, float weight) {
      for (int i = 0; i < tokens.count(); i++) {
        sum.add(tokens.token(i), weight * tokens.probability(i));
      }
    }
  }

  /**
   * @param positions number of positions of the image
   * @param vocabulary number of tokens
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  SeenRows(int positions, int vocabulary) {
    this.seen = new Deque[positions];
    this.besideNow = new Weights(vocabulary);
    this.besideBefore = new Weights(vocabulary);
  }

  /**
   * Takes in a row.
   *
   * @param place what stood beside the cell
   * @param likeliest what the model gave
   */
  void learn(int position, Neighbours place, LikelyTokens likeliest) {
    if (seen[position] == null) {
      seen[position] = new ArrayDeque<>(ROWS_OF_A_CELL);
    }
    Deque<SeenRow> rows = seen[position];
    if (!rows.removeIf(each -> each.place().equals(place)) && rows.size() == ROWS_OF_A_CELL) {
      SeenRow oldest = rows.removeLast();
      // Unless a newer one stands there.
      newest.get(oldest.place().left()).remove(position, oldest);
    }
    SeenRow row = new SeenRow(place, likeliest);
    rows.addFirst(row);
    newest.computeIfAbsent(place.left(), left -> new TreeMap<>()).put(position, row);
  }

  /**
   * Guesses the row of a cell.
   *
   * @param row receives weights, not normalised; none if nothing is known
   * @return false if no cell up to this one was seen beside the token on the left
   */
  boolean guess(int position, Neighbours now, Weights row) {
    return mean(position, now, true, row) || mean(position, now, false, row);
  }

  /**
   * Guesses the row beside some tokens from a row beside others. If the cell itself was seen beside
   * these, it is that row. Else it is times how likely each token is beside these, by how likely
   * beside those; both rows lend each other a little, so that neither alone can forbid a token.
   *
   * @param likeliest of the row that was made beside the tokens before
   * @param before what stood beside the cell when the row was made
   * @param now what stands there now
   * @param row receives weights, not normalised
   * @return false if nothing is known
   */
  boolean correct(
      int position, LikelyTokens likeliest, Neighbours before, Neighbours now, Weights row) {
    SeenRow own = own(position, now);
    if (own != null) {
      row.clear();
      own.addTo(row, 1);
      return true;
    }
    if (!both(position, before, now, true) && !both(position, before, now, false)) {
      return guess(position, now, row);
    }
    row.clear();
    for (int i = 0; i < likeliest.count(); i++) {
      int token = likeliest.token(i);
      row.add(token, corrected(token, likeliest.probability(i)));
    }
    for (int i = 0; i < besideNow.count(); i++) {
      int token = besideNow.token(i);
      if (row.of(token) == 0) {
        row.add(token, corrected(token, 0));
      }
    }
    return true;
  }

  private float corrected(int token, float probability) {
    float now = besideNow.of(token);
    return (probability + UNSEEN * now)
        * (now + UNSEEN * probability)
        / (besideBefore.of(token) + UNSEEN);
  }

  private SeenRow own(int position, Neighbours now) {
    if (seen[position] != null) {
      for (SeenRow row : seen[position]) {
        if (row.place().equals(now)) {
          return row;
        }
      }
    }
    return null;
  }

  private boolean both(int position, Neighbours before, Neighbours now, boolean alsoAbove) {
    return mean(position, now, alsoAbove, besideNow)
        && mean(position - 1, before, alsoAbove, besideBefore);
  }

  /**
   * The mean of the rows beside a token, in which nearer ones count more.
   *
   * @param last the last position that counts
   * @param alsoAbove whether the tokens above have to be the same, too
   */
  private boolean mean(int last, Neighbours place, boolean alsoAbove, Weights mean) {
    mean.clear();
    float weight = 1;
    float sum = 0;
    int rows = 0;
    for (SeenRow row : upTo(last, place.left()).values()) {
      if (!alsoAbove || row.place().above() == place.above()) {
        row.addTo(mean, weight);
        sum += weight;
        weight *= KEPT;
        if (++rows == ROWS_OF_A_MEAN) {
          break;
        }
      }
    }
    if (rows > 0) {
      mean.divide(sum);
    }
    return rows > 0;
  }

  /** The newest rows beside a token, the last position first. */
  private NavigableMap<Integer, SeenRow> upTo(int last, int left) {
    return newest
        .getOrDefault(left, Collections.emptyNavigableMap())
        .subMap(Math.max(0, last - FARTHEST), true, last, true)
        .descendingMap();
  }
}
