/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.ZiparException;
import io.zipar.evaluation.store.ShardPlan;
import java.util.List;
import java.util.Optional;

/** What a {@link ShardEngine} is to do. Used by the thread alone that gave it. */
@ApiStatus.Experimental(since = "0.1")
public interface ShardWork {
  /**
   * The experiment.
   *
   * @return what its file says
   */
  Experiment experiment();

  /**
   * The program around it.
   *
   * @return who looks on, and the plugins
   */
  LabContext context();

  /**
   * Where the engine is to run.
   *
   * @return what the user wrote behind its name and a colon
   */
  Optional<String> place();

  /**
   * The shards.
   *
   * @return each once; those that share a model stand together
   */
  List<ShardOrder> orders();

  /**
   * The images of a shard.
   *
   * @param order one of the orders
   * @return how they are cut
   */
  ShardPlan shards(ShardOrder order);

  /**
   * How many tokens a shard has.
   *
   * @param order one of the orders
   * @return at least 1
   */
  long tokens(ShardOrder order);

  /**
   * Keeps a shard. One with failed images is kept too, and its combination has failed then.
   *
   * @param order one of the orders
   * @param made what was made of it
   */
  void keep(ShardOrder order, MadeShard made);

  /**
   * Lets the combination of a shard fail that could not be generated.
   *
   * @param order one of the orders
   * @param problem why
   */
  void fail(ShardOrder order, ZiparException problem);
}
