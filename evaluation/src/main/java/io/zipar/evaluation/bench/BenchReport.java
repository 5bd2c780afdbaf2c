/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.report.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The table and the JSON report of a benchmark. Latencies are relative to the first result.
 *
 * @param model the model in words
 * @param bytesPerSecond the rate at which the machine reads memory
 * @param results the results, at least one
 */
@ApiStatus.Experimental(since = "0.1")
public record BenchReport(String model, double bytesPerSecond, List<BenchResult> results) {
  private static final double GIGA = 1e9;

  /** Copies the results. */
  public BenchReport {
    results = List.copyOf(results);
  }

  /**
   * The table.
   *
   * @return one row for each result
   */
  public Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (BenchResult result : results) {
      rows.add(
          List.of(
              result.strategy(),
              result.backend(),
              result.dtype(),
              Integer.toString(result.passes()),
              (result.isEstimate() ? "~" : "") + Numbers.fixed(result.seconds(), 2),
              Numbers.fixed(result.millisPerPass(), 2),
              Numbers.percent(result.latencyRelativeTo(results.get(0))),
              result.bandwidthShare().isPresent()
                  ? Numbers.percent(result.bandwidthShare().getAsDouble())
                  : "-"));
    }
    return new Table(
        List.of(
            "strategy", "backend", "dtype", "passes", "seconds", "ms/pass", "latency", "bandwidth"),
        rows);
  }

  /**
   * What a reader of the table should know.
   *
   * @return lines of text
   */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "memory is read at "
            + Numbers.fixed(bytesPerSecond / GIGA, 1)
            + " GB/s; bandwidth is the share of it that streaming the weights reached");
    if (results.stream().anyMatch(BenchResult::isEstimate)) {
      notes.add(
          "~ estimated for the whole generation from "
              + results.stream().mapToInt(BenchResult::measuredPasses).min().orElseThrow()
              + " passes spread over it");
    }
    if (results.stream().anyMatch(result -> result.bandwidthShare().isEmpty())) {
      notes.add("- the bandwidth is measured for the CPU alone");
    }
    return notes;
  }

  /**
   * The report.
   *
   * @return the model, the machine and the results
   */
  public JsonObject json() {
    JsonObject report = new JsonObject();
    report.addProperty("command", "bench");
    report.addProperty("model", model);
    report.addProperty("java", Runtime.version().toString());
    report.addProperty("processors", Runtime.getRuntime().availableProcessors());
    report.addProperty("memoryBytesPerSecond", bytesPerSecond);
    JsonArray array = new JsonArray();
    for (BenchResult result : results) {
      array.add(json(result));
    }
    report.add("results", array);
    return report;
  }

  private JsonObject json(BenchResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("strategy", result.strategy());
    json.addProperty("backend", result.backend());
    json.addProperty("device", result.device());
    json.addProperty("dtype", result.dtype());
    json.addProperty("passes", result.passes());
    json.addProperty("measuredPasses", result.measuredPasses());
    json.addProperty("seconds", result.seconds());
    json.addProperty("modelSeconds", result.modelSeconds());
    json.addProperty("msPerPass", result.millisPerPass());
    json.addProperty("relativeLatency", result.latencyRelativeTo(results.get(0)));
    if (result.bandwidthShare().isPresent()) {
      json.addProperty("bandwidthShare", result.bandwidthShare().getAsDouble());
    } else {
      json.add("bandwidthShare", JsonNull.INSTANCE);
    }
    return json;
  }
}
