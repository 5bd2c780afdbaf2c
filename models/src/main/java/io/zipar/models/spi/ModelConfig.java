/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.FileProblem;
import io.zipar.models.format.JsonText;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The entries of a JSON configuration file beside a checkpoint. Every entry is optional, and one
 * that is {@code null} counts as absent. Immutable.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ModelConfig {
  /** That of a language model may hold its vocabulary. */
  private static final long MAX_BYTES = 1 << 24;

  private static final int SHOWN = 40;

  private static final ModelConfig NONE = new ModelConfig("no config.json", "", new JsonObject());

  private final String source;
  private final String section;
  private final JsonObject entries;

  private ModelConfig(String source, String section, JsonObject entries) {
    this.source = source;
    this.section = section;
    this.entries = entries;
  }

  /**
   * A configuration without entries.
   *
   * @return the same value at every call
   */
  public static ModelConfig none() {
    return NONE;
  }

  /**
   * Reads a file.
   *
   * @param file a file of at most 16 MiB holding one JSON object
   * @return its entries
   * @throws InvalidInputException if the file cannot be read or is no JSON object
   */
  public static ModelConfig read(Path file) {
    try {
      FileKind.require(file, "a JSON file", FileKind.JSON, FileKind.TEXT);
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidInputException(
            file + ": has " + Files.size(file) + " bytes, a configuration at most " + MAX_BYTES);
      }
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": is not UTF-8 text", e);
    } catch (IOException e) {
      throw FileProblem.of(file, e);
    }
  }

  /**
   * Parses a text.
   *
   * @param source where it comes from, for errors
   * @param json one JSON object; numbers may be {@code NaN} and infinite, as Python writes them
   * @return its entries
   * @throws InvalidInputException if it is no JSON object; names line and column where it is broken
   */
  public static ModelConfig parse(String source, String json) {
    Objects.requireNonNull(source, "source");
    if (JsonText.parse(source, json) instanceof JsonObject root) {
      return new ModelConfig(source, "", root);
    }
    throw new InvalidInputException(source + ": must hold one JSON object");
  }

  /**
   * The name of the file.
   *
   * @return for example {@code config.json}, for errors that name the checkpoint beside it
   */
  public String name() {
    return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
  }

  /**
   * Where the entries come from.
   *
   * @return for example a path, for errors about the configuration itself
   */
  public String source() {
    return source;
  }

  /**
   * Tells whether one of several entries is there.
   *
   * @param keys names of entries
   * @return whether at least one has a value
   */
  public boolean hasAny(String... keys) {
    return Arrays.stream(keys).anyMatch(key -> find(key).isPresent());
  }

  /**
   * Tells whether an entry stands there, be it null.
   *
   * @param key name of the entry
   * @return whether the file has it
   */
  public boolean mentions(String key) {
    return entries.has(key);
  }

  /**
   * The names of all entries that have a value.
   *
   * @return names in the order of the file
   */
  public List<String> keys() {
    return entries.keySet().stream().filter(this::hasAny).toList();
  }

  /**
   * What an entry holds, for errors and for comparing with values that mean nothing.
   *
   * @param key name of the entry
   * @return its JSON in one line, shortened, or empty where the entry is absent or null
   */
  public Optional<String> shown(String key) {
    return find(key).map(value -> OneLine.of(value.toString(), SHOWN));
  }

  /**
   * The name of an entry as errors call it.
   *
   * @param key name of the entry
   * @return the name with those of the entries above it, and the file's
   */
  public String named(String key) {
    return section + OneLine.of(key, SHOWN) + " in " + name();
  }

  /**
   * A whole number.
   *
   * @param key name of the entry
   * @return its value, at least 1, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<Integer> positive(String key) {
    return find(key).map(value -> number(key, value, 1));
  }

  /**
   * A whole number that counts from zero, such as that of a token.
   *
   * @param key name of the entry
   * @return its value, at least 0, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<Integer> index(String key) {
    return find(key)
        .map(value -> whole(value, 0).orElseThrow(() -> wrong(key, "a whole number " + range(0))));
  }

  /**
   * Whole numbers that count from zero, by name.
   *
   * @param key name of the entry
   * @return its values, each at least 0, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<Map<String, Integer>> indices(String key) {
    return object(key)
        .map(
            object -> {
              Map<String, Integer> numbers = new LinkedHashMap<>();
              object
                  .entrySet()
                  .forEach(
                      entry ->
                          numbers.put(
                              entry.getKey(),
                              whole(entry.getValue(), 0)
                                  .orElseThrow(
                                      () ->
                                          wrong(
                                              key,
                                              entry.getKey(),
                                              entry.getValue(),
                                              "a whole number " + range(0)))));
              return numbers;
            });
  }

  /**
   * Texts by name.
   *
   * @param key name of the entry
   * @return its values, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<Map<String, String>> texts(String key) {
    return object(key)
        .map(
            object -> {
              Map<String, String> texts = new LinkedHashMap<>();
              for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                if (!(entry.getValue() instanceof JsonPrimitive text) || !text.isString()) {
                  throw wrong(key, entry.getKey(), entry.getValue(), "a text");
                }
                texts.put(entry.getKey(), text.getAsString());
              }
              return texts;
            });
  }

  /**
   * A list of whole numbers.
   *
   * @param key name of the entry
   * @return its values, each at least 1, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<List<Integer>> positives(String key) {
    return numbers(key, 1);
  }

  /**
   * A list of whole numbers.
   *
   * @param key name of the entry
   * @return its values, each at least 0, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<List<Integer>> wholeNumbers(String key) {
    return numbers(key, 0);
  }

  /**
   * Entries below an entry.
   *
   * @param key name of the entry
   * @return what it holds, without entries where it is absent
   * @throws InvalidInputException if it is no JSON object
   */
  public ModelConfig section(String key) {
    return new ModelConfig(source, section + key + ".", object(key).orElseGet(JsonObject::new));
  }

  /**
   * A positive number.
   *
   * @param key name of the entry
   * @return its value, finite and above 0, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<Double> decimal(String key) {
    return find(key)
        .map(
            value -> {
              if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
                double number = primitive.getAsDouble();
                if (number > 0 && Double.isFinite(number)) {
                  return number;
                }
              }
              throw wrong(key, "a finite number above 0");
            });
  }

  /**
   * A truth value.
   *
   * @param key name of the entry
   * @return its value, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<Boolean> flag(String key) {
    return find(key)
        .map(
            value -> {
              if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
                return primitive.getAsBoolean();
              }
              throw wrong(key, "true or false");
            });
  }

  /**
   * A text.
   *
   * @param key name of the entry
   * @return its value, or empty where the entry is absent
   * @throws InvalidInputException if it is something else
   */
  public Optional<String> text(String key) {
    return find(key)
        .map(
            value -> {
              if (value instanceof JsonPrimitive primitive && primitive.isString()) {
                return primitive.getAsString();
              }
              throw wrong(key, "a text");
            });
  }

  private Optional<JsonElement> find(String key) {
    return Optional.ofNullable(entries.get(key)).filter(value -> !value.isJsonNull());
  }

  private Optional<List<Integer>> numbers(String key, int least) {
    return find(key)
        .map(
            value -> {
              if (!(value instanceof JsonArray array)) {
                throw wrong(key, "a list of whole numbers");
              }
              List<Integer> numbers = new ArrayList<>();
              array.forEach(element -> numbers.add(number(key, element, least)));
              return List.copyOf(numbers);
            });
  }

  private Optional<JsonObject> object(String key) {
    return find(key)
        .map(
            value -> {
              if (value instanceof JsonObject object) {
                return object;
              }
              throw wrong(key, "a JSON object");
            });
  }

  private int number(String key, JsonElement value, int least) {
    return whole(value, least).orElseThrow(() -> wrong(key, "a whole number " + range(least)));
  }

  private static Optional<Integer> whole(JsonElement value, int least) {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      // Through double, because the exact conversion of 1e999999999 would take forever.
      double number = primitive.getAsDouble();
      if (number >= least && number <= Integer.MAX_VALUE && number == Math.rint(number)) {
        return Optional.of((int) number);
      }
    }
    return Optional.empty();
  }

  private static String range(int least) {
    return "from " + least + " to " + Integer.MAX_VALUE;
  }

  /** An error about a value within an entry, which may be too long to be shown whole. */
  private InvalidInputException wrong(String key, String name, JsonElement value, String wanted) {
    String shown = OneLine.of(value.toString(), SHOWN) + " for '" + OneLine.of(name, SHOWN) + "'";
    String place = section + OneLine.of(key, SHOWN);
    return new InvalidInputException(source + ": " + place + " has " + shown + ", not " + wanted);
  }

  private InvalidInputException wrong(String key, String wanted) {
    String place = section + OneLine.of(key, SHOWN);
    String shown = shown(key).orElse("null");
    return new InvalidInputException(source + ": " + place + " is " + shown + ", not " + wanted);
  }
}
