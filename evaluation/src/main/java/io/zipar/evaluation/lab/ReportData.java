/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.evaluation.Estimate;
import java.util.List;

/** The numbers that the plots of a report are drawn from. */
final class ReportData {
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
    boolean isTimed = report.rows().stream().allMatch(row -> row.timings().isPresent());
    data.addProperty(
        "secondsTitle",
        isTimed ? "seconds an image, timed" : "seconds an image, in the runs that made the images");
    JsonArray rows = new JsonArray();
    report.rows().forEach(row -> rows.add(row(report, row, isTimed)));
    data.add("rows", rows);
    return data;
  }

  private static List<ReportColumn> measures(ExperimentReport report) {
    return report.columns().stream().filter(each -> !ReportRow.OWN.contains(each)).toList();
  }

  private static JsonObject row(ExperimentReport report, ReportRow row, boolean isTimed) {
    JsonObject json = new JsonObject();
    json.addProperty("name", row.combination().values().toString());
    json.addProperty(
        "baseline",
        row.combination().baseline().filter(row.combination().id()::equals).isPresent());
    Estimate passes = row.numbers().get(ReportRow.PASSES.name());
    Estimate millis = row.numbers().get(ReportRow.MILLIS.name());
    if (passes != null && millis != null) {
      json.addProperty("passes", passes.value());
      json.addProperty(
          "seconds",
          (isTimed
                  ? row.timings().map(each -> each.median() / each.images()).orElseThrow()
                  : millis.value())
              / 1000);
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
