/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the table.
 *
 * @param strategy the strategy as the user wrote it, or what else was measured
 * @param guidance scale of guidance, empty where there is none
 * @param visibility the visibility, empty where there is none
 * @param images how many images were measured
 * @param measures what was found, by the names of the measures; a measure that is not defined is
 *     left out
 */
@ApiStatus.Experimental(since = "0.1")
public record MeasuredRow(
    String strategy,
    String guidance,
    String visibility,
    int images,
    Map<String, Estimate> measures) {
  /** Copies the measures and leaves out those that are not defined. */
  public MeasuredRow {
    Map<String, Estimate> defined = new LinkedHashMap<>();
    measures.forEach(
        (measure, estimate) -> {
          if (Double.isFinite(estimate.value())) {
            defined.put(measure, estimate);
          }
        });
    measures = Collections.unmodifiableMap(defined);
  }

  /**
   * The row as JSON.
   *
   * @return strategy, guidance, visibility, images, and an object for each measure
   */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("strategy", strategy);
    json.addProperty("guidance", guidance);
    json.addProperty("visibility", visibility);
    json.addProperty("images", images);
    measures.forEach(
        (measure, estimate) -> {
          JsonObject values = new JsonObject();
          values.addProperty("value", estimate.value());
          values.addProperty("low", estimate.low());
          values.addProperty("high", estimate.high());
          json.add(measure, values);
        });
    return json;
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param json the row
   * @return the row
   * @throws RuntimeException one of Gson's or of the JDK, where something is missing or else
   */
  public static MeasuredRow read(JsonObject json) {
    Map<String, Estimate> measures = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
      if (entry.getValue().isJsonObject()) {
        JsonObject values = entry.getValue().getAsJsonObject();
        measures.put(
            entry.getKey(),
            new Estimate(
                values.get("value").getAsDouble(),
                values.get("low").getAsDouble(),
                values.get("high").getAsDouble()));
      }
    }
    return new MeasuredRow(
        json.get("strategy").getAsString(),
        json.get("guidance").getAsString(),
        json.get("visibility").getAsString(),
        json.get("images").getAsInt(),
        measures);
  }
}
