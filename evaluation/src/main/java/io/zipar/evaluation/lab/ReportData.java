/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.experiment.QualityPlot;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The numbers that the plots of a report are drawn from. */
final class ReportData {
  private static final int RGB = 0xFFFFFF;

  private ReportData() {}

  static JsonObject of(ExperimentReport report) {
    JsonObject data = new JsonObject();
    JsonArray measures = new JsonArray();
    for (ReportColumn column : measures(report)) {
      JsonObject json = new JsonObject();
      json.addProperty("name", column.name());
      json.addProperty("title", column.title());
      measures.add(json);
    }
    data.add("measures", measures);
    Optional<Integer> batch = timedBatch(report);
    data.addProperty(
        "secondsTitle",
        batch
            .map(size -> "seconds an image, timed in batches of " + size)
            .orElse("seconds an image, in the runs that made the images"));
    JsonArray rows = new JsonArray();
    report.rows().forEach(row -> rows.add(row(report, row, batch)));
    data.add("rows", rows);
    return data;
  }

  private static List<ReportColumn> measures(ExperimentReport report) {
    List<ReportColumn> others = new ArrayList<>(ReportRow.OWN);
    report.batches().forEach(batch -> others.add(ReportColumn.timed(batch)));
    return report.columns().stream().filter(each -> !others.contains(each)).toList();
  }

  /** The largest batch that was timed of every combination. */
  private static Optional<Integer> timedBatch(ExperimentReport report) {
    return report.batches().stream()
        .filter(batch -> report.rows().stream().allMatch(row -> row.timings(batch).isPresent()))
        .reduce((first, second) -> second);
  }

  private static JsonObject row(ExperimentReport report, ReportRow row, Optional<Integer> batch) {
    JsonObject json = new JsonObject();
    json.addProperty("name", row.combination().values().toString());
    Color colour = QualityPlot.colour(report.paradigms().numberOf(row));
    json.addProperty("colour", "#%06x".formatted(colour.getRGB() & RGB));
    json.addProperty(
        "baseline",
        row.combination().baseline().filter(row.combination().id()::equals).isPresent());
    Estimate passes = row.numbers().get(ReportRow.PASSES.name());
    Estimate millis = row.numbers().get(ReportRow.MILLIS.name());
    if (passes != null && millis != null) {
      json.addProperty("passes", passes.value());
      json.addProperty(
          "seconds",
          batch
              .flatMap(row::timings)
              .map(each -> each.secondsOfImage(each.median()))
              .orElse(millis.value() / 1000));
    }
    for (ReportColumn column : measures(report)) {
      Estimate estimate = row.numbers().get(column.name());
      if (estimate != null) {
        JsonArray numbers = new JsonArray();
        numbers.add(column.factor() * estimate.value());
        numbers.add(column.factor() * estimate.low());
        numbers.add(column.factor() * estimate.high());
        json.add("m:" + column.name(), numbers);
      }
    }
    json.add("distributions", row.distributions().json());
    return json;
  }
}
