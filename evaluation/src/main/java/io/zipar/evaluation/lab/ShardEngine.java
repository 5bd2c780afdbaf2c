/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import java.util.Optional;

/**
 * Generates the shards of an experiment in other processes, with a {@link ShardWorker} in each.
 * Found by {@link java.util.ServiceLoader}; constructing one is cheap. What an engine makes are the
 * bytes that this process would have made, but for times.
 */
@ApiStatus.Experimental(since = "0.1")
public interface ShardEngine {
  /**
   * The name by which users choose it.
   *
   * @return lower-case letters
   */
  String name();

  /**
   * Refuses a place where the engine cannot run, as far as can be told without going there.
   *
   * @param place what the user wrote behind its name and a colon, if anything
   * @throws io.zipar.InvalidInputException if it is none; the message says what would be one
   */
  void require(Optional<String> place);

  /**
   * Generates all shards that are ordered, in any order, and gives each to {@link ShardWork#keep}
   * or {@link ShardWork#fail}, once. Returns when that is done.
   *
   * @param work the orders
   * @throws io.zipar.pipeline.CancelledException if it is cancelled; what was kept stays
   * @throws io.zipar.InvalidInputException if the engine cannot be used as it was chosen
   * @throws io.zipar.ZiparException if it gave up
   */
  void generate(ShardWork work);
}
