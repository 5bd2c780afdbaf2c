/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The values of one line of a trace, each refused by name where it is not what it should be. */
final class TraceLine {
  private static final int LONGEST_TEXT = 1000;

  private final String where;
  private final JsonObject json;

  /**
   * Reads values.
   *
   * @param where the file and the line, for messages
   * @param json the line
   */
  TraceLine(String where, JsonObject json) {
    this.where = where;
    this.json = json;
  }

  InvalidInputException refused(String what) {
    return new InvalidInputException(where + ": " + what);
  }

  boolean has(String key) {
    return json.has(key);
  }

  String text(String key) {
    if (json.get(key) instanceof JsonPrimitive value && value.isString()) {
      return OneLine.of(value.getAsString(), LONGEST_TEXT);
    }
    throw refused("\"" + key + "\" is not a text");
  }

  long whole(String key) {
    return whole("\"" + key + "\"", json.get(key), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  int whole(String key, int least, int most) {
    return (int) whole("\"" + key + "\"", json.get(key), least, most);
  }

  double number(String key) {
    return number("\"" + key + "\"", json.get(key));
  }

  List<Integer> numbers(String key, int least, int most) {
    return list(key, each -> (int) whole("\"" + key + "\"", each, least, most));
  }

  <T> List<T> list(String key, Function<JsonElement, T> translate) {
    if (!(json.get(key) instanceof JsonArray array)) {
      throw refused("\"" + key + "\" is not a list");
    }
    List<T> values = new ArrayList<>();
    array.forEach(each -> values.add(translate.apply(each)));
    return values;
  }

  /** The parts of an entry of a list, of which some lengths are right. */
  JsonArray parts(String key, JsonElement entry, int... lengths) {
    if (entry instanceof JsonArray array) {
      for (int length : lengths) {
        if (array.size() == length) {
          return array;
        }
      }
    }
    throw refused("\"" + key + "\" holds an entry that does not have " + lengths[0] + " parts");
  }

  long whole(String name, JsonElement value, long least, long most) {
    double number = number(name, value);
    try {
      long whole = value.getAsBigDecimal().longValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (ArithmeticException e) {
      throw refused(name + " is " + number + ", not a whole number of 64 bits");
    }
    throw refused(name + " is " + value + "; it goes from " + least + " to " + most);
  }

  double number(String name, JsonElement value) {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      double number = primitive.getAsDouble();
      if (Double.isFinite(number)) {
        return number;
      }
    }
    throw refused(name + " is not a number");
  }
}
