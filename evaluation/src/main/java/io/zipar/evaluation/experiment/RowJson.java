/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.evaluation.Estimate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows as JSON and back. */
final class RowJson {
  private RowJson() {}

  static JsonObject write(MeasuredRow row) {
    JsonObject json = new JsonObject();
    json.addProperty("strategy", row.strategy());
    json.addProperty("guidance", row.guidance());
    json.addProperty("visibility", row.visibility());
    json.addProperty("images", row.images());
    row.measures()
        .forEach(
            (measure, estimate) -> {
              JsonObject values = new JsonObject();
              values.addProperty("value", estimate.value());
              values.addProperty("low", estimate.low());
              values.addProperty("high", estimate.high());
              json.add(measure, values);
            });
    return json;
  }

  /** Throws a RuntimeException of Gson's or of the JDK where something is missing or else. */
  static MeasuredRow read(JsonObject json) {
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
