/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import com.google.gson.JsonParser;
import io.zipar.evaluation.lab.MadeShard;
import io.zipar.evaluation.store.Shard;
import io.zipar.evaluation.store.ShardPlan;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a task yields: a shard, or why there is none.
 *
 * @param files of the shard; empty where there is none
 * @param environment of the executor
 * @param problem why there is none
 */
record ShardResult(HashMap<String, byte[]> files, String environment, String problem)
    implements Serializable {
  static ShardResult of(MadeShard made) {
    return new ShardResult(new HashMap<>(made.shard().files()), made.environment().toString(), "");
  }

  static ShardResult failed(String problem) {
    return new ShardResult(new HashMap<>(), "{}", problem);
  }

  boolean isFailed() {
    return files.isEmpty();
  }

  /** The shard, if it is whole. */
  Optional<MadeShard> made(ShardPlan plan, int number) {
    return Shard.of(Map.copyOf(files), plan.first(number), plan.imagesOf(number))
        .map(shard -> new MadeShard(shard, JsonParser.parseString(environment).getAsJsonObject()));
  }
}
