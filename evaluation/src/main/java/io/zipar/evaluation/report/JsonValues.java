/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;

/** Small pieces of JSON. */
final class JsonValues {
  private JsonValues() {}

  static JsonArray array(int[] values) {
    JsonArray array = new JsonArray(values.length);
    for (int value : values) {
      array.add(value);
    }
    return array;
  }

  static JsonObject object(Map<String, String> values) {
    JsonObject object = new JsonObject();
    values.forEach(object::addProperty);
    return object;
  }
}
