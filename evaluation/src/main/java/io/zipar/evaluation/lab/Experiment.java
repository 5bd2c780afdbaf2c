/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment's file says.
 *
 * @param folder where the file is; paths are looked for there first
 * @param workingFolder where they are looked for next
 * @param text the content, without comments
 * @param axes the values of each axis that is named
 * @param excluded combinations that fit one of these are left out
 * @param images what every combination generates
 * @param measures what is measured, and how
 * @param baseline the values by which the combination differs that another is compared with; empty
 *     for the first strategy
 * @param timings runs for their time alone
 */
@ApiStatus.Experimental(since = "0.1")
public record Experiment(
    Path folder,
    Path workingFolder,
    JsonObject text,
    Map<Axis, List<JsonElement>> axes,
    List<AxisPattern> excluded,
    ImageSet images,
    MeasureSettings measures,
    Optional<AxisValues> baseline,
    Timings timings) {
  /** Copies the collections. */
  public Experiment {
    Map<Axis, List<JsonElement>> copied = new EnumMap<>(Axis.class);
    axes.forEach((axis, values) -> copied.put(axis, List.copyOf(values)));
    axes = Collections.unmodifiableMap(copied);
    excluded = List.copyOf(excluded);
  }

  /**
   * The combinations, each once.
   *
   * @return all that are not excluded, in the order of the axes
   */
  public List<AxisValues> combinations() {
    List<AxisValues> kept = new ArrayList<>();
    for (AxisValues each : AxisValues.product(axes)) {
      if (excluded.stream().noneMatch(pattern -> pattern.matches(each))) {
        kept.add(each);
      }
    }
    return kept;
  }

  /**
   * The combination that another is compared with.
   *
   * @param combination one of {@link #combinations()}
   * @return another of them, or itself; empty where that was excluded
   */
  public Optional<AxisValues> baselineOf(AxisValues combination) {
    AxisValues wanted = combination.with(baseline.orElseGet(this::firstStrategy));
    return combinations().stream().filter(wanted::equals).findFirst();
  }

  private AxisValues firstStrategy() {
    JsonObject json = new JsonObject();
    json.add(Axis.STRATEGY.toString(), axes.get(Axis.STRATEGY).get(0));
    return AxisValues.read(json);
  }

  /**
   * The same experiment with other measures.
   *
   * @param names of the measures
   * @return the experiment
   */
  public Experiment withMeasures(List<String> names) {
    return new Experiment(
        folder,
        workingFolder,
        text,
        axes,
        excluded,
        images,
        measures.withNames(names),
        baseline,
        timings);
  }

  /** Finds a file that is named: beside the experiment's own, or else from the working folder. */
  Path resolve(String name) {
    return resolve(folder, workingFolder, name);
  }

  static Path resolve(Path folder, Path workingFolder, String name) {
    Path beside = folder.resolve(name);
    Path next = workingFolder.resolve(name);
    // What is no file may be the name of a packaged model.
    return Files.exists(beside) ? beside : Files.exists(next) ? next : Path.of(name);
  }
}
