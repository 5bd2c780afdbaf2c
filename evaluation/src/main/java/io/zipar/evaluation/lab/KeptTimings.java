/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Runs of a batch for their time alone.
 *
 * @param images of the batch
 * @param passes of the batch
 * @param warmUp milliseconds of the runs that are not counted
 * @param counted milliseconds of the runs that are, at least one
 */
record KeptTimings(int images, int passes, double[] warmUp, double[] counted) {
  /** Nothing where it is not what {@link TimingPass} writes. */
  static Optional<KeptTimings> read(JsonObject json) {
    try {
      KeptTimings timings =
          new KeptTimings(
              json.get("images").getAsInt(),
              json.get("passes").getAsInt(),
              numbers(json.getAsJsonArray("warmUpMs")),
              numbers(json.getAsJsonArray("batchMs")));
      return timings.counted.length > 0 ? Optional.of(timings) : Optional.empty();
    } catch (RuntimeException e) {
      // It is timed again by the next run.
      return Optional.empty();
    }
  }

  private static double[] numbers(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(each -> each.getAsDouble())
        .toArray();
  }

  /** Milliseconds of the batch. */
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
}
