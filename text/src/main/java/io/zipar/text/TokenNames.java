/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.models.text.TextVocabulary;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokens of a {@code tokenizer.json}. What has no whole number is left to the library to
 * refuse.
 *
 * @param numbers of tokens, by their names
 */
record TokenNames(Map<String, Integer> numbers) {
  /**
   * Those of {@code model.vocab}: numbers by names, or names with scores in the order of numbers.
   */
  static TokenNames of(JsonElement vocabulary) {
    Map<String, Integer> numbers = new HashMap<>();
    if (vocabulary instanceof JsonObject names) {
      names.asMap().forEach((name, number) -> put(numbers, name, number));
    }
    if (vocabulary instanceof JsonArray scores) {
      for (int number = 0; number < scores.size(); number++) {
        numbers.put(scores.get(number).getAsJsonArray().get(0).getAsString(), number);
      }
    }
    return new TokenNames(numbers);
  }

  /** These and those of {@code added_tokens}. */
  TokenNames with(JsonElement added) {
    Map<String, Integer> all = new HashMap<>(numbers);
    if (added instanceof JsonArray tokens) {
      for (JsonElement token : tokens) {
        if (token instanceof JsonObject object
            && object.get("content") instanceof JsonPrimitive name) {
          put(all, name.getAsString(), object.get("id"));
        }
      }
    }
    return new TokenNames(all);
  }

  TextVocabulary vocabulary(String source) {
    int greatest = numbers.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    return new TextVocabulary(source, greatest + 1, numbers);
  }

  private static void put(Map<String, Integer> numbers, String name, JsonElement number) {
    if (number instanceof JsonPrimitive value && value.isNumber()) {
      double exact = value.getAsDouble();
      if (exact >= 0 && exact < Integer.MAX_VALUE && exact == Math.rint(exact)) {
        numbers.put(name, (int) exact);
      }
    }
  }
}
