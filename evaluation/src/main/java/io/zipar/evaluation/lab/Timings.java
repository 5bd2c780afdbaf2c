/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Runs whose time alone counts; nothing is traced in them.
 *
 * @param repeats how many are timed; 0 for none
 * @param warmUp how many run before them and are forgotten
 * @param batches how many images go through the model together, each once; all are timed
 * @param images how many a run generates, a multiple of each of these; empty for one batch
 */
@ApiStatus.Experimental(since = "0.1")
public record Timings(int repeats, int warmUp, List<Integer> batches, OptionalInt images) {
  /** None. */
  public static final Timings NONE = new Timings(0, 0, List.of(), OptionalInt.empty());

  static final List<String> NAMES = List.of("batches", "images", "repeats", "warmUp");

  /** Copies the list. */
  public Timings {
    batches = List.copyOf(batches);
  }

  /**
   * How many images a run generates.
   *
   * @param batch one of the batches
   * @return at least that many
   */
  public int images(int batch) {
    return images.orElse(batch);
  }

  static Timings read(Fields fields, ImageSet set) {
    fields.only(NAMES);
    List<Integer> batches = new ArrayList<>();
    for (JsonElement each : fields.list("batches")) {
      int batch = (int) fields.whole("batches", each, 1, set.size());
      if (batches.contains(batch)) {
        throw new InvalidInputException(fields.where() + ": batches names " + batch + " twice");
      }
      batches.add(batch);
    }
    if (batches.isEmpty()) {
      batches.add(Math.min(set.batch(), set.size()));
    }
    OptionalInt images =
        fields
            .value("images")
            .map(each -> OptionalInt.of((int) fields.whole("images", each, 1, set.size())))
            .orElse(OptionalInt.empty());
    for (int batch : batches) {
      if (images.isPresent() && images.getAsInt() % batch != 0) {
        throw fields.wrong(
            "images", fields.json().get("images"), "a multiple of the batch of " + batch);
      }
    }
    return new Timings(
        fields.whole("repeats", 1).orElse(1), fields.whole("warmUp", 0).orElse(1), batches, images);
  }
}
