/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the model said of cells beside the same tokens, as means over the rows of one image in which
 * later ones count more. A guess at what a row would be beside other tokens, at no pass. Holds 8 MB
 * at most, or 16 means where these take more; what was not used for longest is forgotten. Used by
 * one thread.
 */
final class Followers {
  /** How much of the mean a new row leaves. */
  private static final float KEPT = 0.7f;

  /** Stands for what a mean of few rows has not seen. */
  private static final float UNSEEN = 1e-3f;

  private static final int MOST_FLOATS = 1 << 21;
  private static final int FEWEST_MEANS = 16;

  private final Map<Neighbours, float[]> means;

  /**
   * Where a cell lies: the tokens beside it.
   *
   * @param left the token on the left
   * @param above the token above, or {@link #NO_TOKEN} for any
   */
  record Neighbours(int left, int above) {
    /** No token, or none in particular. */
    static final int NO_TOKEN = -1;

    Neighbours leftAlone() {
      return new Neighbours(left, NO_TOKEN);
    }
  }

  /**
   * @param vocabulary number of tokens
   */
  Followers(int vocabulary) {
    int most = Math.max(MOST_FLOATS / vocabulary, FEWEST_MEANS);
    this.means =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Neighbours, float[]> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * Takes in a row.
   *
   * @param place what stood beside the cell
   * @param row the probabilities that the model gave; copied
   */
  void learn(Neighbours place, float[] row) {
    learnMean(place.leftAlone(), row);
    if (!place.equals(place.leftAlone())) {
      learnMean(place, row);
    }
  }

  private void learnMean(Neighbours place, float[] row) {
    float[] mean = means.get(place);
    if (mean == null) {
      means.put(place, row.clone());
      return;
    }
    for (int i = 0; i < row.length; i++) {
      mean[i] = KEPT * mean[i] + (1 - KEPT) * row[i];
    }
  }

  /**
   * The mean of the rows beside the same tokens, or where there are none beside the same left one.
   *
   * @return one probability per token, not to be changed, or null if there was no such row
   */
  float[] beside(Neighbours place) {
    float[] mean = means.get(place);
    return mean == null ? means.get(place.leftAlone()) : mean;
  }

  /**
   * Turns a row beside some tokens into a guess at the row beside others: times how likely each
   * token is beside these, by how likely beside those. Both rows lend each other a little, so that
   * neither alone can forbid a token.
   *
   * @param row probabilities; becomes weights, not normalised
   * @param before what stood beside the cell when the row was made
   * @param now what stands there now
   * @return false if nothing is known of one of them, and the row is as it was
   */
  boolean correct(float[] row, Neighbours before, Neighbours now) {
    float[] besideNow = beside(now);
    float[] besideBefore = beside(before);
    if (besideNow == null || besideBefore == null) {
      return false;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] =
          (row[i] + UNSEEN * besideNow[i])
              * (besideNow[i] + UNSEEN * row[i])
              / (besideBefore[i] + UNSEEN);
    }
    return true;
  }
}
