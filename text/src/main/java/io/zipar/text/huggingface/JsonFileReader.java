/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads a file value by value, so that a vocabulary takes no more memory than it needs, and small
 * parts of it as a whole.
 */
final class JsonFileReader {
  private static final int MOST_DIGITS = 10;

  private final JsonReader reader;
  private int values;

  JsonFileReader(JsonReader reader) {
    this.reader = reader;
  }

  /** Does something with each value of an object by its name. */
  void eachName(String place, Named action) throws IOException {
    require(place, JsonToken.BEGIN_OBJECT, "an object");
    reader.beginObject();
    while (reader.hasNext()) {
      action.accept(reader.nextName());
    }
    reader.endObject();
  }

  /** Does something with each value of a list by its index. */
  void eachIndex(String place, Indexed action) throws IOException {
    require(place, JsonToken.BEGIN_ARRAY, "a list");
    reader.beginArray();
    for (int index = 0; reader.hasNext(); index++) {
      action.accept(index);
    }
    reader.endArray();
  }

  /** A list of two values. */
  void pair(String place, String expected, Action first, Action second) throws IOException {
    require(place, JsonToken.BEGIN_ARRAY, expected);
    reader.beginArray();
    first.run();
    second.run();
    if (reader.hasNext()) {
      throw PlaceProblem.at(place, "has more than two values; expected " + expected);
    }
    reader.endArray();
  }

  boolean isNext(JsonToken kind) throws IOException {
    return reader.peek() == kind;
  }

  void skip() throws IOException {
    reader.skipValue();
  }

  void end(String file) throws IOException {
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw PlaceProblem.at(file, "goes on behind its object");
    }
  }

  String text(String place) throws IOException {
    require(place, JsonToken.STRING, "a text");
    return reader.nextString();
  }

  boolean flag(String place) throws IOException {
    require(place, JsonToken.BOOLEAN, "true or false");
    return reader.nextBoolean();
  }

  /** The number of a token. */
  int tokenNumber(String place) throws IOException {
    require(place, JsonToken.NUMBER, "a whole number");
    String digits = reader.nextString();
    boolean whole =
        digits.length() <= MOST_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    long number = whole ? Long.parseLong(digits) : Long.MAX_VALUE;
    if (number >= Integer.MAX_VALUE) {
      throw PlaceProblem.at(
          place,
          "is "
              + PlaceProblem.quote(digits)
              + "; expected a whole number of 0 ... "
              + (Integer.MAX_VALUE - 1));
    }
    return (int) number;
  }

  double score(String place) throws IOException {
    require(place, JsonToken.NUMBER, "a number");
    String digits = reader.nextString();
    double score = Double.parseDouble(digits);
    if (!Double.isFinite(score)) {
      throw PlaceProblem.at(
          place, "is " + PlaceProblem.quote(digits) + ", which no double can hold");
    }
    return score;
  }

  /** Any value that is not large. */
  JsonElement tree(String place) throws IOException {
    if (++values > Limits.MOST_VALUES) {
      throw PlaceProblem.at(place, "holds more than " + Limits.MOST_VALUES + " values");
    }
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
          object.add(reader.nextName(), tree(place));
        }
        reader.endObject();
        return object;
      }
      case BEGIN_ARRAY -> {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
          array.add(tree(place));
        }
        reader.endArray();
        return array;
      }
      case STRING -> {
        return new JsonPrimitive(reader.nextString());
      }
      case NUMBER -> {
        return new JsonPrimitive(Double.parseDouble(reader.nextString()));
      }
      case BOOLEAN -> {
        return new JsonPrimitive(reader.nextBoolean());
      }
      default -> {
        reader.nextNull();
        return JsonNull.INSTANCE;
      }
    }
  }

  private void require(String place, JsonToken wanted, String expected) throws IOException {
    JsonToken found = reader.peek();
    if (found != wanted) {
      String name =
          switch (found) {
            case BEGIN_OBJECT -> "an object";
            case BEGIN_ARRAY -> "a list";
            case END_ARRAY, END_OBJECT, END_DOCUMENT -> "nothing";
            case STRING -> "a text";
            case BOOLEAN -> "true or false";
            default -> found.name().toLowerCase(Locale.ROOT);
          };
      throw PlaceProblem.at(place, "expected " + expected + ", found " + name);
    }
  }

  /** Reads the value of a name. */
  @FunctionalInterface
  interface Named {
    void accept(String name) throws IOException;
  }

  /** Reads the value at an index. */
  @FunctionalInterface
  interface Indexed {
    void accept(int index) throws IOException;
  }

  /** Reads a value. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }
}
