/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.Grid;
import io.zipar.ZiparException;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.ShardPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The shards that an engine is to generate. Used by one thread. */
final class WorkElsewhere implements ShardWork {
  private final LabContext context;
  private final Experiment experiment;
  private final ExperimentStore store;
  private final Optional<String> place;
  private final BiConsumer<PlannedCombination, Runnable> attempt;
  private final Consumer<PlannedCombination> complete;
  private final Map<String, PlannedCombination> combinations = new LinkedHashMap<>();
  private final Map<String, Grid> grids = new HashMap<>();
  private final Map<String, Integer> left = new HashMap<>();
  private final List<ShardOrder> orders = new ArrayList<>();

  /**
   * Work without orders.
   *
   * @param attempt does something for a combination, which has failed if that throws
   * @param complete hears of each combination whose last shard was kept
   */
  WorkElsewhere(
      LabContext context,
      Experiment experiment,
      ExperimentStore store,
      Optional<String> place,
      BiConsumer<PlannedCombination, Runnable> attempt,
      Consumer<PlannedCombination> complete) {
    this.context = context;
    this.experiment = experiment;
    this.store = store;
    this.place = place;
    this.attempt = attempt;
    this.complete = complete;
  }

  /** Orders shards of a combination; one that is there under the same name has them already. */
  void add(PlannedCombination combination, List<Integer> shards, Grid grid) {
    String id = combination.id();
    if (!shards.isEmpty() && combinations.putIfAbsent(id, combination) == null) {
      grids.put(id, grid);
      left.put(id, shards.size());
      shards.forEach(shard -> orders.add(new ShardOrder(id, shard)));
    }
  }

  /** The combinations that lack shards. */
  List<PlannedCombination> unfinished() {
    return combinations.values().stream().filter(each -> left.get(each.id()) > 0).toList();
  }

  @Override
  public Experiment experiment() {
    return experiment;
  }

  @Override
  public LabContext context() {
    return context;
  }

  @Override
  public Optional<String> place() {
    return place;
  }

  @Override
  public List<ShardOrder> orders() {
    return List.copyOf(orders);
  }

  @Override
  public ShardPlan shards(ShardOrder order) {
    return combinations.get(order.combination()).shards();
  }

  @Override
  public long tokens(ShardOrder order) {
    String id = order.combination();
    return combinations.get(id).tokens(order.shard(), grids.get(id));
  }

  @Override
  public void keep(ShardOrder order, MadeShard made) {
    PlannedCombination combination = combinations.get(order.combination());
    attempt.accept(combination, () -> keep(combination, order.shard(), made));
  }

  @Override
  public void fail(ShardOrder order, ZiparException problem) {
    attempt.accept(
        combinations.get(order.combination()),
        () -> {
          throw problem;
        });
  }

  private void keep(PlannedCombination combination, int number, MadeShard made) {
    CombinationFolder folder = combination.in(store);
    JsonObject environment = made.environment();
    if (!folder.environments().contains(environment)) {
      OpenGroup.begin(combination, folder, environment);
    }
    folder.keep(number, made.shard());
    OpenGroup.requireDone(made.shard());
    if (left.merge(combination.id(), -1, Integer::sum) == 0) {
      complete.accept(combination);
    }
  }
}
