/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.ApiStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may vary between the combinations of an experiment. */
@ApiStatus.Experimental(since = "0.1")
public enum Axis {
  /** The model: a name, a path, or an object with {@code path} and more. */
  MODEL,
  /** What runs the model. */
  BACKEND,
  /** The precision that the model runs in. */
  DTYPE,
  /** Rows and columns of tokens. */
  GRID,
  /** Scale of classifier-free guidance. */
  GUIDANCE,
  /** Temperature and filters. */
  SAMPLING,
  /** Which slots of the KV cache a query attends to. */
  VISIBILITY,
  /** The strategy with its options. */
  STRATEGY;

  /** The name that stands in files. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all. */
  static List<String> names() {
    return Arrays.stream(values()).map(Axis::toString).toList();
  }

  /** A value in words, as tables show it. */
  static String text(JsonElement value) {
    if (value instanceof JsonPrimitive primitive) {
      return primitive.isNumber()
          ? Double.toString(primitive.getAsDouble())
          : primitive.getAsString();
    }
    if (value instanceof JsonObject object && object.has("path")) {
      return object.get("path").getAsString();
    }
    return value.toString().replaceAll("[{}\"]", "");
  }
}
