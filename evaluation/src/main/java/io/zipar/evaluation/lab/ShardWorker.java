/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.pipeline.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Generates shards of an experiment in a process that a {@link ShardEngine} has started, and keeps
 * the model of the last one open. Used by one thread at a time.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ShardWorker implements AutoCloseable {
  private final LabContext context;
  private final Experiment experiment;
  private final Map<String, PlannedCombination> planned = new LinkedHashMap<>();
  private Optional<OpenGroup> open = Optional.empty();
  private List<Optional<JsonElement>> opened = List.of();

  /**
   * Plans the experiment; no weights are loaded.
   *
   * @param context the program around it
   * @param experiment the experiment
   * @throws InvalidInputException if it names what there is not
   */
  public ShardWorker(LabContext context, Experiment experiment) {
    this.context = context;
    this.experiment = experiment;
    new Planner(context.catalog(), context.files())
        .plan(experiment)
        .forEach(each -> planned.putIfAbsent(each.id(), each));
  }

  /**
   * Generates a shard.
   *
   * @param order which
   * @return its images, of which some may have failed
   * @throws InvalidInputException if this process has another model or another program than the one
   *     that ordered it, so that the images would be others
   * @throws ZiparException if the model cannot be opened
   */
  public MadeShard make(ShardOrder order) {
    PlannedCombination combination = planned.get(order.combination());
    if (combination == null) {
      throw new InvalidInputException(
          "combination "
              + order.combination()
              + " is none here: model files, plugins and program must be those of the process that"
              + " runs the experiment");
    }
    OpenGroup group = group(combination);
    OpenGroup.Ready ready = group.prepare(combination);
    long tokens = combination.tokens(order.shard(), ready.maker().plan().grid());
    try (Progress.Task task =
        context.watch().progress().begin(combination.values().toString(), tokens)) {
      return new MadeShard(ready.maker().make(order.shard(), task), ready.environment());
    }
  }

  private OpenGroup group(PlannedCombination combination) {
    if (open.isEmpty() || !opened.equals(combination.opened())) {
      close();
      opened = combination.opened();
      open =
          Optional.of(
              new OpenGroup(
                  context,
                  experiment,
                  planned.values().stream().filter(each -> each.opened().equals(opened)).toList()));
    }
    return open.get();
  }

  /** Closes the model. */
  @Override
  public void close() {
    open.ifPresent(OpenGroup::close);
    open = Optional.empty();
  }
}
