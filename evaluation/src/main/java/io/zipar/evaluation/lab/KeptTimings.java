/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Runs for their time alone, all of the same images in batches of one size.
 *
 * @param batch how many images went through the model together
 * @param images of a run
 * @param passes of a run
 * @param warmUp milliseconds of the runs that are not counted
 * @param counted milliseconds of the runs that are, at least one
 * @param environment where they ran
 */
record KeptTimings(
    int batch, int images, int passes, double[] warmUp, double[] counted, JsonObject environment) {
  private static final String RUNS = "runs";
  private static final double MILLIS = 1e3;

  /** One of each size of batch; none where it is not what {@link #json(List)} makes. */
  static List<KeptTimings> read(JsonObject json) {
    List<KeptTimings> all = new ArrayList<>();
    try {
      for (JsonElement each : json.getAsJsonArray(RUNS)) {
        KeptTimings timings = read(each);
        if (timings.counted.length > 0) {
          all.add(timings);
        }
      }
      return all;
    } catch (RuntimeException e) {
      // They are timed again by the next run.
      return List.of();
    }
  }

  private static KeptTimings read(JsonElement element) {
    JsonObject json = element.getAsJsonObject();
    return new KeptTimings(
        json.get("batch").getAsInt(),
        json.get("images").getAsInt(),
        json.get("passes").getAsInt(),
        numbers(json.getAsJsonArray("warmUpMs")),
        numbers(json.getAsJsonArray("runMs")),
        json.getAsJsonObject("environment"));
  }

  static JsonObject json(List<KeptTimings> all) {
    JsonArray runs = new JsonArray();
    for (KeptTimings each : all) {
      JsonObject json = new JsonObject();
      json.addProperty("batch", each.batch);
      json.addProperty("images", each.images);
      json.addProperty("passes", each.passes);
      json.add("warmUpMs", array(each.warmUp));
      json.add("runMs", array(each.counted));
      json.add("environment", each.environment);
      runs.add(json);
    }
    JsonObject json = new JsonObject();
    json.add(RUNS, runs);
    return json;
  }

  private static double[] numbers(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(each -> each.getAsDouble())
        .toArray();
  }

  private static JsonArray array(double[] numbers) {
    JsonArray array = new JsonArray();
    Arrays.stream(numbers).forEach(array::add);
    return array;
  }

  /** Milliseconds of a run. */
  double median() {
    double[] sorted = counted.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least() {
    return Arrays.stream(counted).min().orElseThrow();
  }

  double most() {
    return Arrays.stream(counted).max().orElseThrow();
  }

  /** Seconds an image of a run that took so many milliseconds. */
  double secondsOfImage(double millis) {
    return millis / MILLIS / images;
  }
}
