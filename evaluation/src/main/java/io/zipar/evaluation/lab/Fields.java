/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of an experiment's file, read by name. Every complaint says where.
 *
 * @param where the file and the object in it
 * @param json the object
 */
record Fields(String where, JsonObject json) {
  private static final int SHOWN = 40;

  /** Refuses members that are none of these. */
  Fields only(List<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw new InvalidInputException(
            where
                + ": '"
                + name
                + "' is unknown"
                + NearestName.hint(known, name)
                + "; what may stand here: "
                + String.join(", ", known));
      }
    }
    return this;
  }

  Optional<JsonElement> value(String name) {
    return Optional.ofNullable(json.get(name)).filter(each -> !each.isJsonNull());
  }

  Optional<String> text(String name) {
    return value(name).map(each -> text(name, each));
  }

  String text(String name, JsonElement value) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw wrong(name, value, "a text in quotes");
    }
    return value.getAsString();
  }

  Optional<Double> number(String name) {
    return value(name).map(each -> number(name, each));
  }

  double number(String name, JsonElement value) {
    if (!value.isJsonPrimitive()
        || !value.getAsJsonPrimitive().isNumber()
        || !Double.isFinite(value.getAsDouble())) {
      throw wrong(name, value, "a number");
    }
    return value.getAsDouble();
  }

  Optional<Integer> whole(String name, int least) {
    return value(name).map(each -> (int) whole(name, each, least, Integer.MAX_VALUE));
  }

  long whole(String name, JsonElement value, long least, long most) {
    double number = number(name, value);
    if (number != Math.rint(number) || number < least || number > most) {
      boolean isBounded = most < Integer.MAX_VALUE;
      throw wrong(
          name,
          value,
          "a whole number "
              + (isBounded ? "from " + least + " to " + most : "of at least " + least));
    }
    return value.getAsLong();
  }

  boolean flag(String name) {
    return value(name)
        .map(
            each -> {
              if (!each.isJsonPrimitive() || !each.getAsJsonPrimitive().isBoolean()) {
                throw wrong(name, each, "true or false");
              }
              return each.getAsBoolean();
            })
        .orElse(false);
  }

  Optional<Fields> object(String name) {
    return value(name).map(each -> object(name, each));
  }

  Fields object(String name, JsonElement value) {
    if (!value.isJsonObject()) {
      throw wrong(name, value, "an object in braces");
    }
    return new Fields(where + ", " + name, value.getAsJsonObject());
  }

  /** The values of a list; a single value is a list of one. */
  List<JsonElement> list(String name) {
    List<JsonElement> values = new ArrayList<>();
    value(name)
        .ifPresent(
            each -> {
              if (each.isJsonArray()) {
                each.getAsJsonArray().forEach(values::add);
              } else {
                values.add(each);
              }
            });
    if (json.has(name) && values.isEmpty()) {
      throw wrong(name, json.get(name), "a value, or a list of some");
    }
    return values;
  }

  List<String> texts(String name) {
    return list(name).stream().map(each -> text(name, each)).toList();
  }

  InvalidInputException wrong(String name, JsonElement value, String wanted) {
    String text = value.toString();
    return new InvalidInputException(
        where
            + ": "
            + name
            + " is "
            + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text)
            + ", not "
            + wanted);
  }
}
