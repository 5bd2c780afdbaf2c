/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What the model said of the cells of one image, and beside which tokens: a guess at what it would
 * say beside other tokens, at no pass. A guess at a position rests on rows of that position and
 * those before it alone, which is what makes it usable where a draft has to keep its law (see
 * {@link SpeculativeRule}). Holds the likeliest tokens of at most {@link #ROWS_OF_A_CELL} rows of a
 * cell. Used by one thread.
 */
final class SeenRows {
  /** Stands for what a row of few tokens, or a mean of few rows, has not seen. */
  private static final float UNSEEN = 1f / 1024;

  /** How much the next row further back counts in a mean. */
  private static final float KEPT = 0.8f;

  private static final int ROWS_OF_A_CELL = 8;
  private static final int ROWS_OF_A_MEAN = 16;
  private static final int FARTHEST = 1024;
  private static final int TOKENS_OF_A_ROW = 64;

  private final Deque<SeenRow>[] seen;
  private final float[] besideNow;
  private final float[] besideBefore;

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

  private record SeenRow(Neighbours place, int[] tokens, float[] probabilities) {
    void addTo(float[] sum, float weight) {
      for (int i = 0; i < tokens.length; i++) {
        sum[tokens[i]] += weight * probabilities[i];
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
    this.besideNow = new float[vocabulary];
    this.besideBefore = new float[vocabulary];
  }

  /**
   * Takes in a row.
   *
   * @param place what stood beside the cell
   * @param row the probabilities that the model gave; copied
   */
  void learn(int position, Neighbours place, float[] row) {
    if (seen[position] == null) {
      seen[position] = new ArrayDeque<>(ROWS_OF_A_CELL);
    }
    Deque<SeenRow> rows = seen[position];
    if (!rows.removeIf(each -> each.place().equals(place)) && rows.size() == ROWS_OF_A_CELL) {
      rows.removeLast();
    }
    rows.addFirst(likeliest(place, row));
  }

  private static SeenRow likeliest(Neighbours place, float[] row) {
    float least = UNSEEN;
    int count = countFrom(row, least);
    while (count > TOKENS_OF_A_ROW) {
      least *= 2;
      count = countFrom(row, least);
    }
    int[] tokens = new int[count];
    float[] probabilities = new float[count];
    int next = 0;
    for (int i = 0; next < count; i++) {
      if (row[i] >= least) {
        tokens[next] = i;
        probabilities[next++] = row[i];
      }
    }
    return new SeenRow(place, tokens, probabilities);
  }

  private static int countFrom(float[] row, float least) {
    int count = 0;
    for (float probability : row) {
      count += probability >= least ? 1 : 0;
    }
    return count;
  }

  /**
   * Guesses the row of a cell.
   *
   * @param row receives weights, not normalised; zeros if nothing is known
   * @return false if no cell up to this one was seen beside the token on the left
   */
  boolean guess(int position, Neighbours now, float[] row) {
    return mean(position, now, true, row) || mean(position, now, false, row);
  }

  /**
   * Turns a row beside some tokens into a guess at the row beside others. If the cell itself was
   * seen beside these, it is that row. Else it is times how likely each token is beside these, by
   * how likely beside those; both rows lend each other a little, so that neither alone can forbid a
   * token.
   *
   * @param row probabilities; becomes weights, not normalised
   * @param before what stood beside the cell when the row was made
   * @param now what stands there now
   * @return false if nothing is known, and the row is lost
   */
  boolean correct(int position, float[] row, Neighbours before, Neighbours now) {
    SeenRow own = own(position, now);
    if (own != null) {
      Arrays.fill(row, 0);
      own.addTo(row, 1);
      return true;
    }
    if (!both(position, before, now, true) && !both(position, before, now, false)) {
      return guess(position, now, row);
    }
    for (int i = 0; i < row.length; i++) {
      row[i] =
          (row[i] + UNSEEN * besideNow[i])
              * (besideNow[i] + UNSEEN * row[i])
              / (besideBefore[i] + UNSEEN);
    }
    return true;
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
  private boolean mean(int last, Neighbours place, boolean alsoAbove, float[] mean) {
    Arrays.fill(mean, 0);
    float weight = 1;
    float sum = 0;
    int rows = 0;
    for (int at = last; at >= Math.max(0, last - FARTHEST) && rows < ROWS_OF_A_MEAN; at--) {
      SeenRow row = newestBeside(at, place.left());
      if (row != null && (!alsoAbove || row.place().above() == place.above())) {
        row.addTo(mean, weight);
        sum += weight;
        weight *= KEPT;
        rows++;
      }
    }
    for (int i = 0; rows > 0 && i < mean.length; i++) {
      mean[i] /= sum;
    }
    return rows > 0;
  }

  private SeenRow newestBeside(int position, int left) {
    if (seen[position] == null) {
      return null;
    }
    for (SeenRow row : seen[position]) {
      if (row.place().left() == left) {
        return row;
      }
    }
    return null;
  }
}
