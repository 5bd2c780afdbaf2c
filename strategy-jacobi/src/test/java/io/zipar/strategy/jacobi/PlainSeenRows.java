/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.strategy.jacobi.SeenRows.Neighbours;
import java.util.ArrayList;
import java.util.List;

/** What {@link SeenRows} says, of all tokens and by a search of all rows. */
final class PlainSeenRows {
  private static final float UNSEEN = 1f / 1024;
  private static final int ROWS_OF_A_CELL = 8;
  private static final int ROWS_OF_A_MEAN = 16;

  private record Seen(Neighbours place, float[] law) {}

  private final List<List<Seen>> cells = new ArrayList<>();
  private final int vocabulary;

  PlainSeenRows(int positions, int vocabulary) {
    this.vocabulary = vocabulary;
    for (int i = 0; i < positions; i++) {
      cells.add(new ArrayList<>());
    }
  }

  void learn(int position, Neighbours place, float[] law) {
    List<Seen> rows = cells.get(position);
    rows.removeIf(each -> each.place().equals(place));
    rows.add(0, new Seen(place, law.clone()));
    if (rows.size() > ROWS_OF_A_CELL) {
      rows.remove(ROWS_OF_A_CELL);
    }
  }

  boolean guess(int position, Neighbours now, float[] row) {
    float[] mean = mean(position, now, true);
    mean = mean == null ? mean(position, now, false) : mean;
    if (mean != null) {
      System.arraycopy(mean, 0, row, 0, vocabulary);
    }
    return mean != null;
  }

  boolean correct(int position, float[] row, Neighbours before, Neighbours now) {
    for (Seen each : cells.get(position)) {
      if (each.place().equals(now)) {
        System.arraycopy(each.law(), 0, row, 0, vocabulary);
        return true;
      }
    }
    for (boolean alsoAbove : new boolean[] {true, false}) {
      float[] besideNow = mean(position, now, alsoAbove);
      float[] besideBefore = mean(position - 1, before, alsoAbove);
      if (besideNow != null && besideBefore != null) {
        for (int i = 0; i < vocabulary; i++) {
          row[i] =
              (row[i] + UNSEEN * besideNow[i])
                  * (besideNow[i] + UNSEEN * row[i])
                  / (besideBefore[i] + UNSEEN);
        }
        return true;
      }
    }
    return guess(position, now, row);
  }

  private float[] mean(int last, Neighbours place, boolean alsoAbove) {
    float[] mean = new float[vocabulary];
    float weight = 1;
    float sum = 0;
    int rows = 0;
    for (int at = last; at >= 0 && rows < ROWS_OF_A_MEAN; at--) {
      Seen newest =
          cells.get(at).stream()
              .filter(each -> each.place().left() == place.left())
              .findFirst()
              .orElse(null);
      if (newest != null && (!alsoAbove || newest.place().above() == place.above())) {
        for (int i = 0; i < vocabulary; i++) {
          mean[i] += weight * newest.law()[i];
        }
        sum += weight;
        weight *= 0.8f;
        rows++;
      }
    }
    for (int i = 0; i < vocabulary; i++) {
      mean[i] /= sum;
    }
    return rows == 0 ? null : mean;
  }
}
