/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.text.regex.BoundedRegex;
import io.zipar.text.regex.RegexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of the file that says how to do something.
 *
 * @param place where it stands, for errors
 * @param json its content
 */
record Part(String place, JsonObject json) {
  /** An object, or an error that says what stands there. */
  static Part of(String place, JsonElement element) {
    if (element instanceof JsonObject object) {
      return new Part(place, object);
    }
    throw PlaceProblem.at(place, "expected an object, found " + shown(element));
  }

  /** The kind, {@code type}. */
  String kind() {
    return text("type");
  }

  boolean has(String name) {
    return json.has(name) && !json.get(name).isJsonNull();
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> PlaceProblem.at(place, "has no '" + name + "'"));
  }

  Optional<String> optionalText(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (json.get(name) instanceof JsonPrimitive value && value.isString()) {
      return Optional.of(value.getAsString());
    }
    throw PlaceProblem.at(place + "." + name, "expected a text, found " + shown(json.get(name)));
  }

  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (json.get(name) instanceof JsonPrimitive value && value.isBoolean()) {
      return value.getAsBoolean();
    }
    throw PlaceProblem.at(
        place + "." + name, "expected true or false, found " + shown(json.get(name)));
  }

  /** The one character of a text. */
  int character(String name, int otherwise) {
    String text = optionalText(name).orElse(Character.toString(otherwise));
    if (text.codePointCount(0, text.length()) != 1) {
      throw PlaceProblem.at(
          place + "." + name, "expected one character, found " + PlaceProblem.quote(text));
    }
    return text.codePointAt(0);
  }

  /** The parts of a sequence. */
  List<Part> parts(String name) {
    String list = place + "." + name;
    if (!(json.get(name) instanceof JsonArray array)) {
      throw PlaceProblem.at(list, "expected a list, found " + shown(json.get(name)));
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      parts.add(of(list + "[" + i + "]", array.get(i)));
    }
    return parts;
  }

  /** A pattern: {@code {"String": "..."}} or {@code {"Regex": "..."}}. */
  Matcher pattern(String name) {
    Part pattern = of(place + "." + name, json.get(name));
    Optional<String> literal = pattern.optionalText("String");
    if (literal.isPresent()) {
      if (literal.get().isEmpty()) {
        throw PlaceProblem.at(pattern.place, "is an empty text; expected what to look for");
      }
      return Matcher.ofText(literal.get());
    }
    String regex =
        pattern
            .optionalText("Regex")
            .orElseThrow(
                () -> PlaceProblem.at(pattern.place, "expected one of the keys 'String', 'Regex'"));
    try {
      return Matcher.ofRegex(BoundedRegex.of(regex));
    } catch (RegexException e) {
      throw PlaceProblem.at(
          pattern.place,
          "the regular expression " + PlaceProblem.quote(regex) + " " + e.getMessage());
    }
  }

  static String shown(JsonElement element) {
    if (element == null) {
      return "nothing";
    }
    if (element instanceof JsonPrimitive value) {
      return value.isString()
          ? "the text " + PlaceProblem.quote(value.getAsString())
          : value.toString();
    }
    return element.isJsonNull() ? "null" : element.isJsonArray() ? "a list" : "an object";
  }
}
