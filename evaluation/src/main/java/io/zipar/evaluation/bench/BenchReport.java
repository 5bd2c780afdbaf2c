/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.ApiStatus;
import io.zipar.evaluation.bench.PassCount.Basis;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The table and the JSON report of a benchmark. Latencies are relative to the first result.
 *
 * @param model the model in words
 * @param machine what its processors can do, both rates
 * @param results the results, at least one
 */
@ApiStatus.Experimental(since = "0.1")
public record BenchReport(String model, MachineRates machine, List<BenchResult> results) {
  private static final double GIGA = 1e9;
  private static final String NOTHING = "-";

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
              passes(result.passes()),
              fixed(result.tokensPerPass()),
              result == results.get(0)
                  ? NOTHING
                  : fixed(result.tokensPerPassToEqual(results.get(0))),
              Numbers.fixed(result.fedPerPass(), 1),
              Numbers.fixed(result.millisPerPass(), 2),
              (result.isEstimate() ? "~" : "") + fixed(result.seconds()),
              percent(result.latencyRelativeTo(results.get(0))),
              percent(result.bandwidthShare()),
              percent(result.peakShare()),
              result.bound().map(BenchReport::name).orElse(NOTHING)));
    }
    return new Table(
        List.of(
            "strategy",
            "backend",
            "dtype",
            "passes",
            "tokens/pass",
            "wins from",
            "fed/pass",
            "ms/pass",
            "seconds",
            "latency",
            "bandwidth",
            "peak",
            "bound"),
        rows);
  }

  private static String passes(PassCount count) {
    return switch (count.basis()) {
      case UNKNOWN -> "by model";
      case SCHEDULE -> Integer.toString(count.passes().getAsInt());
      case RANDOM_WEIGHTS -> count.passes().getAsInt() + " random";
      case TOKENS_PER_PASS -> count.passes().getAsInt() + " given";
    };
  }

  private static String fixed(OptionalDouble value) {
    return value.isPresent() ? Numbers.fixed(value.getAsDouble(), 2) : NOTHING;
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? Numbers.percent(share.getAsDouble()) : NOTHING;
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
            + Numbers.fixed(machine.readsPerSecond().orElseThrow() / GIGA, 1)
            + " GB/s; bandwidth is the share of it that streaming the weights reached");
    notes.add(
        "multiply-adds reach "
            + Numbers.fixed(2 * machine.multipliesPerSecond().orElseThrow() / GIGA, 1)
            + " GFLOP/s in a loop without memory; peak is the share of it that multiplying with the"
            + " weights reached, attention not counted; bound is what takes longer");
    notes.addAll(devices());
    if (has(Basis.UNKNOWN)) {
      notes.add(
          "by model: the passes depend on the model, and the weights here are random; seconds and"
              + " latency need the tokens a pass of a trained one");
    }
    if (has(Basis.RANDOM_WEIGHTS)) {
      notes.add(
          "random: the passes depend on the model, and were counted on random weights; a trained"
              + " model takes another number");
    }
    if (has(Basis.TOKENS_PER_PASS)) {
      notes.add(
          "given: the passes follow from the tokens a pass that were named, they were not measured");
    }
    if (results.size() > 1) {
      notes.add(
          "wins from: tokens a pass, of one image, from which a strategy is faster than the first"
              + " line; fed: those that a timed pass fed, of all images and lanes");
    }
    if (results.stream().anyMatch(BenchResult::isEstimate)) {
      notes.add(
          "~ estimated for the whole generation from "
              + results.stream()
                  .filter(BenchResult::isEstimate)
                  .mapToInt(BenchResult::measuredPasses)
                  .min()
                  .orElseThrow()
              + " timed passes or more");
    }
    if (results.stream().anyMatch(result -> result.bandwidthShare().isEmpty())) {
      notes.add("the bandwidth is not known of every device");
    }
    return notes;
  }

  /** The rates of what is no processor, each device once. */
  private List<String> devices() {
    return results.stream()
        .filter(result -> isElsewhere(result))
        .collect(
            Collectors.toMap(
                BenchResult::device,
                result -> result.rates().readsPerSecond().getAsDouble(),
                Math::max,
                LinkedHashMap::new))
        .entrySet()
        .stream()
        .map(
            each ->
                each.getKey()
                    + " reads its memory at "
                    + Numbers.fixed(each.getValue() / GIGA, 1)
                    + " GB/s, and its share is of that")
        .toList();
  }

  private boolean isElsewhere(BenchResult result) {
    return result.rates().readsPerSecond().isPresent() && !result.rates().equals(machine);
  }

  private static String name(BenchResult.Bound bound) {
    return bound.name().toLowerCase(Locale.ROOT);
  }

  private boolean has(Basis basis) {
    return results.stream().anyMatch(result -> result.passes().basis() == basis);
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
    add(report, "memoryBytesPerSecond", machine.readsPerSecond());
    add(report, "multiplyAddsPerSecond", machine.multipliesPerSecond());
    JsonArray array = new JsonArray();
    for (BenchResult result : results) {
      array.add(json(result));
    }
    report.add("results", array);
    return report;
  }

  private JsonObject json(BenchResult result) {
    BenchResult first = results.get(0);
    PassCount count = result.passes();
    JsonObject json = new JsonObject();
    json.addProperty("strategy", result.strategy());
    json.addProperty("backend", result.backend());
    json.addProperty("device", result.device());
    json.addProperty("dtype", result.dtype());
    json.addProperty("cells", result.cells());
    json.addProperty("passesDependOnModel", count.dependsOnModel());
    json.addProperty("passesFrom", count.basis().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.add(
        "passes",
        count.passes().isPresent()
            ? new JsonPrimitive(count.passes().getAsInt())
            : JsonNull.INSTANCE);
    json.addProperty("measuredPasses", result.measuredPasses());
    json.addProperty("fedPerPass", result.fedPerPass());
    json.addProperty("modelMsPerPass", result.modelMillisPerPass());
    json.addProperty("msPerPass", result.millisPerPass());
    add(json, "tokensPerPass", result.tokensPerPass());
    add(json, "tokensPerPassToEqualFirst", result.tokensPerPassToEqual(first));
    add(json, "seconds", result.seconds());
    add(json, "relativeLatency", result.latencyRelativeTo(first));
    add(json, "readBytesPerSecond", result.rates().readsPerSecond());
    add(json, "bandwidthShare", result.bandwidthShare());
    json.addProperty("weightMultiplyAddsPerSecond", result.multipliesPerSecond());
    add(json, "peakShare", result.peakShare());
    json.add(
        "bound",
        result
            .bound()
            .<JsonElement>map(bound -> new JsonPrimitive(name(bound)))
            .orElse(JsonNull.INSTANCE));
    return json;
  }

  private static void add(JsonObject json, String key, OptionalDouble value) {
    json.add(key, value.isPresent() ? new JsonPrimitive(value.getAsDouble()) : JsonNull.INSTANCE);
  }
}
