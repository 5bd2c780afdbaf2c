/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import io.zipar.evaluation.replay.TracedPass.Attention;
import io.zipar.evaluation.replay.TracedPass.Share;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What the tokens that one pass feeds for an image attend to: the mean over heads and the layers of
 * a probe. Used by one thread.
 */
final class AttentionRecord {
  /** More would show nothing that can be seen, and make traces of large grids too long. */
  private static final int MOST_SHARES = 24;

  private static final float LEAST = 0.001f;

  private final TreeMap<Integer, float[]> sums = new TreeMap<>();
  private final int layers;

  /** Nothing is known of the pass yet; a map of each of these layers is to come. */
  AttentionRecord(int layers) {
    this.layers = layers;
  }

  void add(AttentionMap map, SequenceLayout layout, int cells) {
    for (int query = 0; query < map.queries().size(); query++) {
      int from = cell(map.queries().get(query), layout);
      if (from < 0) {
        continue;
      }
      float[] sum = sums.computeIfAbsent(from, key -> new float[cells]);
      for (int slot = 0; slot < map.slots().size(); slot++) {
        int to = cell(map.slots().get(slot), layout);
        if (to >= 0) {
          sum[to] += map.weight(0, query, slot) / layers;
        }
      }
    }
  }

  private static int cell(Place place, SequenceLayout layout) {
    return place.kind() == Kind.TOKEN && layout.isCell(place.index())
        ? layout.cellIndex(place.index())
        : -1;
  }

  /** The largest shares of each cell that was fed, the largest first. */
  List<Attention> take() {
    List<Attention> all = new ArrayList<>();
    sums.forEach(
        (from, sum) -> {
          List<Share> shares = new ArrayList<>();
          for (int to = 0; to < sum.length; to++) {
            if (sum[to] >= LEAST) {
              shares.add(new Share(to, Math.round(Math.min(1, sum[to]) * 1e4) / 1e4));
            }
          }
          shares.sort(Comparator.comparingDouble(Share::weight).reversed());
          all.add(new Attention(from, shares.subList(0, Math.min(MOST_SHARES, shares.size()))));
        });
    sums.clear();
    return all;
  }
}
