/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.zipar.InvalidInputException;
import io.zipar.models.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the JSON header of a safetensors file, which is untrusted input. */
final class SafetensorsHeader {
  private static final int MAX_RANK = 16;

  /** Far more than the largest models have in a file. */
  private static final int MAX_TENSORS = 100_000;

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

  private final CheckpointFile file;

  private SafetensorsHeader(CheckpointFile file) {
    this.file = file;
  }

  /**
   * What the header says about a tensor.
   *
   * @param dtype name of the element type
   * @param shape its dimensions
   * @param begin of its bytes behind the header
   * @param end of its bytes behind the header
   */
  record Entry(String dtype, Shape shape, long begin, long end) {}

  /** Parses a header into entries by name. */
  static Map<String, Entry> parse(CheckpointFile file, byte[] json) {
    return new SafetensorsHeader(file).parse(json);
  }

  private Map<String, Entry> parse(byte[] json) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    // A decoder, not a charset: a charset would replace broken UTF-8 without a word.
    try (JsonReader reader =
        new JsonReader(
            new InputStreamReader(
                new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder()))) {
      reader.setStrictness(Strictness.STRICT);
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw file.invalid("the header must be a JSON object, it is " + kind(reader.peek()));
      }
      reader.beginObject();
      boolean metadata = false;
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals("__metadata__") && !metadata) {
          metadata = true;
          reader.skipValue();
        } else if (metadata && name.equals("__metadata__") || entries.containsKey(name)) {
          throw file.invalid("the header names " + name + " twice");
        } else {
          entries.put(name, entry(name, reader));
          if (entries.size() > MAX_TENSORS) {
            throw file.invalid(
                "the header lists more than " + MAX_TENSORS + " tensors, more than are read");
          }
        }
      }
      reader.endObject();
      // Strict as the reader is, this throws if anything follows.
      reader.peek();
      return entries;
    } catch (CharacterCodingException e) {
      throw file.invalid("the header is not UTF-8 text", e);
    } catch (IOException | IllegalStateException e) {
      Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
      throw file.invalid(
          "the header is not valid JSON"
              + (place.find() ? " at line " + place.group(1) + ", column " + place.group(2) : ""),
          e);
    }
  }

  private Entry entry(String name, JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.BEGIN_OBJECT) {
      throw wrong(name, "its entry must be an object");
    }
    Optional<String> dtype = Optional.empty();
    Optional<Shape> shape = Optional.empty();
    Optional<List<Long>> offsets = Optional.empty();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      switch (key) {
        case "dtype" -> dtype = Optional.of(single(name, key, dtype, text(name, reader)));
        case "shape" -> shape = Optional.of(single(name, key, shape, shape(name, reader)));
        case "data_offsets" ->
            offsets = Optional.of(single(name, key, offsets, numbers(name, key, reader)));
        default -> throw wrong(name, "has an unknown key " + key);
      }
    }
    reader.endObject();
    List<Long> range = offsets.orElseThrow(() -> wrong(name, "lacks data_offsets"));
    if (range.size() != 2) {
      throw wrong(name, "data_offsets must hold a begin and an end");
    }
    return new Entry(
        dtype.orElseThrow(() -> wrong(name, "lacks dtype")),
        shape.orElseThrow(() -> wrong(name, "lacks shape")),
        range.get(0),
        range.get(1));
  }

  private <T> T single(String name, String key, Optional<T> before, T value) {
    if (before.isPresent()) {
      throw wrong(name, "has " + key + " twice");
    }
    return value;
  }

  private String text(String name, JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.STRING) {
      throw wrong(name, "dtype must be a text, it is " + kind(reader.peek()));
    }
    return reader.nextString();
  }

  private Shape shape(String name, JsonReader reader) throws IOException {
    try {
      return new Shape(numbers(name, "shape", reader));
    } catch (IllegalArgumentException e) {
      throw file.invalid("tensor " + name + ": " + e.getMessage(), e);
    }
  }

  private List<Long> numbers(String name, String key, JsonReader reader) throws IOException {
    if (reader.peek() != JsonToken.BEGIN_ARRAY) {
      throw wrong(name, key + " must be a list, it is " + kind(reader.peek()));
    }
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      if (reader.peek() != JsonToken.NUMBER || numbers.size() == MAX_RANK) {
        throw wrong(name, key + " must hold at most " + MAX_RANK + " whole numbers");
      }
      String number = reader.nextString();
      if (!WHOLE.matcher(number).matches()) {
        throw wrong(name, key + " holds " + number + ", which is no whole number in range");
      }
      numbers.add(Long.parseLong(number));
    }
    reader.endArray();
    return numbers;
  }

  private InvalidInputException wrong(String name, String problem) {
    return file.invalid("tensor " + name + ": " + problem);
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case BEGIN_ARRAY -> "a list";
      case BEGIN_OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a truth value";
      case NULL -> "null";
      default -> "empty";
    };
  }
}
