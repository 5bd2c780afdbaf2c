/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the passes of a combination went, over all its images.
 *
 * @param passesByTokens at place n, the passes of an image that gave n tokens of it
 * @param draftsAt at place n, the drafts that were the n-th of their pass, from 0
 * @param acceptedAt likewise, those that were accepted
 */
record Distributions(List<Long> passesByTokens, List<Long> draftsAt, List<Long> acceptedAt) {
  static Distributions of(List<Shard> shards) {
    List<Long> passes = new ArrayList<>();
    List<Long> drafts = new ArrayList<>();
    List<Long> accepted = new ArrayList<>();
    for (Shard shard : shards) {
      for (int i = 0; i < shard.rows().size(); i++) {
        ImageRow row = shard.rows().get(i);
        if (row.state() == ImageRow.State.DONE) {
          int[] tokens = new int[row.passes()];
          Arrays.stream(shard.passes().get(i))
              .filter(pass -> pass >= 0 && pass < tokens.length)
              .forEach(pass -> tokens[pass]++);
          Arrays.stream(tokens).forEach(count -> add(passes, count, 1));
          add(drafts, row.places().drafts());
          add(accepted, row.places().accepted());
        }
      }
    }
    return new Distributions(passes, drafts, accepted);
  }

  private static void add(List<Long> sums, List<Integer> values) {
    for (int i = 0; i < values.size(); i++) {
      add(sums, i, values.get(i));
    }
  }

  private static void add(List<Long> sums, int at, long value) {
    while (sums.size() <= at) {
      sums.add(0L);
    }
    sums.set(at, sums.get(at) + value);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.add("passesByTokens", array(passesByTokens));
    json.add("draftsAt", array(draftsAt));
    json.add("acceptedAt", array(acceptedAt));
    return json;
  }

  private static JsonArray array(List<Long> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }
}
