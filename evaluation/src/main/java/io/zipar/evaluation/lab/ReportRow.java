/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What is known of a combination.
 *
 * @param combination the combination
 * @param images what is kept of each of its images; of those that are not there, nothing
 * @param numbers by the name of the column
 * @param protocols what each measure rests on
 * @param withoutValue why a measure has no value, by its name
 * @param distributions how its passes went
 */
record ReportRow(
    KeptCombination combination,
    List<ImageRow> images,
    Map<String, Estimate> numbers,
    Map<String, JsonObject> protocols,
    Map<String, String> withoutValue,
    Distributions distributions) {
  static final ReportColumn PASSES = new ReportColumn("imagePasses", "passes/image", 1, 1);
  static final ReportColumn FED = new ReportColumn("fed", "fed/pass", 2, 1);
  static final ReportColumn ACCEPTANCE = new ReportColumn("acceptance", "acceptance %", 1, 100);
  static final ReportColumn MILLIS = new ReportColumn("imageMs", "ms/image", 1, 1);
  static final List<ReportColumn> OWN = List.of(PASSES, FED, ACCEPTANCE, MILLIS);

  private static final int RESAMPLES = 200;
  private static final double LEVEL = 0.95;

  static ReportRow of(KeptCombination combination, List<String> measures) {
    List<ImageRow> images = new ArrayList<>();
    List<Shard> shards = new ArrayList<>();
    CombinationFolder folder = combination.folder();
    for (int shard = 0; shard < folder.plan().count(); shard++) {
      folder.shard(shard).ifPresent(shards::add);
    }
    shards.forEach(shard -> images.addAll(shard.rows()));
    images.removeIf(row -> row.state() != ImageRow.State.DONE);
    Map<String, Estimate> numbers = new LinkedHashMap<>();
    Map<String, JsonObject> protocols = new LinkedHashMap<>();
    put(numbers, PASSES, images, ImageRow::passes);
    put(numbers, FED, images, row -> (double) row.fed() / row.passes());
    put(
        numbers,
        ACCEPTANCE,
        images.stream().filter(row -> judged(row) > 0).toList(),
        row -> (double) row.draftCounts().accepted() / judged(row));
    put(numbers, MILLIS, images, row -> row.times().total() / 1e6);
    timings(folder)
        .forEach(
            each ->
                numbers.put(
                    ReportColumn.timed(each.batch()).name(),
                    new Estimate(
                        each.secondsOfImage(each.median()),
                        each.secondsOfImage(each.least()),
                        each.secondsOfImage(each.most()))));
    Map<String, String> withoutValue = new LinkedHashMap<>();
    for (String name : measures) {
      folder
          .measured(name)
          .filter(json -> json.has(MeasurePass.NO_VALUE))
          .ifPresent(json -> withoutValue.put(name, json.get(MeasurePass.NO_VALUE).getAsString()));
      Optional<JsonObject> kept = folder.measured(name).filter(json -> json.has("value"));
      kept.ifPresent(
          json -> {
            numbers.put(
                name,
                new Estimate(
                    json.get("value").getAsDouble(),
                    json.get("low").getAsDouble(),
                    json.get("high").getAsDouble()));
            protocols.put(name, json.getAsJsonObject("protocol"));
          });
    }
    return new ReportRow(
        combination, images, numbers, protocols, withoutValue, Distributions.of(shards));
  }

  private static long judged(ImageRow row) {
    return row.draftCounts().accepted() + row.draftCounts().rejected();
  }

  private static void put(
      Map<String, Estimate> numbers,
      ReportColumn column,
      List<ImageRow> rows,
      ToDoubleFunction<ImageRow> value) {
    if (!rows.isEmpty()) {
      numbers.put(column.name(), mean(rows, rows.stream().mapToDouble(value).toArray()));
    }
  }

  /** The mean of a value of each image, resampled within subjects. */
  static Estimate mean(List<ImageRow> rows, double[] values) {
    List<String> subjects = rows.stream().map(ImageRow::subject).distinct().toList();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    subjects.forEach(subject -> numbers.put(subject, numbers.size()));
    return new Bootstrap(RESAMPLES, LEVEL, 0)
        .mean(rows.stream().mapToInt(row -> numbers.get(row.subject())).toArray(), values);
  }

  /** Runs for their time alone, one of each size of batch; none where there were none. */
  List<KeptTimings> timings() {
    return timings(combination.folder());
  }

  private static List<KeptTimings> timings(CombinationFolder folder) {
    return folder.measured(TimingPass.NAME).map(KeptTimings::read).orElse(List.of());
  }

  /** Runs in batches of a size, where there were some. */
  Optional<KeptTimings> timings(int batch) {
    return timings().stream().filter(each -> each.batch() == batch).findFirst();
  }

  boolean isComplete() {
    return images.size() == combination.folder().plan().images();
  }

  /** Where it was generated, without what differs between runs on one machine. */
  List<JsonObject> machines() {
    List<JsonObject> machines = new ArrayList<>();
    for (JsonObject environment : combination.folder().environments()) {
      JsonObject machine = environment.deepCopy();
      machine.remove("started");
      machine.remove("command");
      machine.remove("modules");
      machine.remove("parameters");
      machine.remove(Environment.SETTINGS);
      if (!machines.contains(machine)) {
        machines.add(machine);
      }
    }
    return machines;
  }
}
