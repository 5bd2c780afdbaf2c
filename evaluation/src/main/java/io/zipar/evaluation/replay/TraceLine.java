/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.json.Fields;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A line of a trace, whose every member is required. What is not as the format says is refused.
 *
 * @param fields the object that it holds
 */
record TraceLine(Fields fields) {
  private static final int LONGEST_TEXT = 1000;

  InvalidInputException refused(String what) {
    return fields.refused(what);
  }

  boolean has(String key) {
    return fields.value(key).isPresent();
  }

  String text(String key) {
    return OneLine.of(fields.text(key, fields.required(key)), LONGEST_TEXT);
  }

  long whole(String key) {
    return fields.whole(key, fields.required(key), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  int whole(String key, int least, int most) {
    return whole(key, fields.required(key), least, most);
  }

  double number(String key) {
    return fields.number(key, fields.required(key));
  }

  List<Integer> numbers(String key, int least, int most) {
    return list(key, each -> whole(key, each, least, most));
  }

  <T> List<T> list(String key, Function<JsonElement, T> translate) {
    List<T> values = new ArrayList<>();
    fields.array(key, fields.required(key)).forEach(each -> values.add(translate.apply(each)));
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
    throw refused(key + " holds an entry that does not have " + lengths[0] + " parts");
  }

  int whole(String name, JsonElement value, int least, int most) {
    return (int) fields.whole(name, value, least, most);
  }

  double number(String name, JsonElement value) {
    return fields.number(name, value);
  }
}
