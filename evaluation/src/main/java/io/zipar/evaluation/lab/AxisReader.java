/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.evaluation.json.Fields;
import io.zipar.pipeline.GuidanceChoice;
import io.zipar.pipeline.ImageSize;
import io.zipar.pipeline.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the values of axes. */
final class AxisReader {
  static final List<String> MODEL = List.of("path", "imageTokenizer", "architecture", "options");
  static final List<String> SAMPLING =
      List.of("temperature", "temperatureByEntropy", "topK", "topP", "greedy");

  private AxisReader() {}

  /** Refuses a value that cannot be meant; whether plugins know it, they tell later. */
  static void check(Fields fields, Axis axis, JsonElement value) {
    try {
      switch (axis) {
        case MODEL -> model(fields, axis.toString(), value);
        case SAMPLING -> sampling(fields.object(axis.toString(), value));
        case GUIDANCE -> guidance(fields, value);
        case VISIBILITY -> visibility(fields, value);
        case GRID -> ImageSize.tokens(fields.text(axis.toString(), value));
        default -> fields.text(axis.toString(), value);
      }
    } catch (InvalidInputException e) {
      if (e.getMessage().startsWith(fields.where())) {
        throw e;
      }
      throw new InvalidInputException(fields.where() + ": " + e.getMessage(), e);
    }
  }

  /** One form for values that mean the same: 1 and 1.0, a name and an object with that path. */
  static JsonElement normal(Axis axis, JsonElement value) {
    if (axis == Axis.GUIDANCE && value.getAsJsonPrimitive().isNumber()) {
      return new JsonPrimitive(value.getAsDouble());
    }
    return axis == Axis.MODEL ? normalModel(value) : value;
  }

  private static JsonElement normalModel(JsonElement value) {
    return value.isJsonObject() && value.getAsJsonObject().keySet().equals(Set.of("path"))
        ? value.getAsJsonObject().get("path")
        : value;
  }

  /** A model that a member names, in one form; refused where it cannot be meant. */
  static JsonElement model(Fields fields, String name, JsonElement value) {
    if (value.isJsonObject()) {
      Fields model = fields.object(name, value).only(MODEL);
      model.text("path");
      model.text("imageTokenizer");
      model.text("architecture");
      options(model);
    } else {
      fields.text(name, value);
    }
    return normalModel(value);
  }

  /** Options of the model's family, sorted by name. */
  static Map<String, String> options(Fields model) {
    Map<String, String> options = new TreeMap<>();
    model
        .object("options")
        .ifPresent(
            each ->
                each.json()
                    .keySet()
                    .forEach(name -> options.put(name, each.text(name).orElse(""))));
    return options;
  }

  static Settings settings(AxisValues values) {
    JsonObject json =
        values.value(Axis.SAMPLING).map(JsonElement::getAsJsonObject).orElse(new JsonObject());
    Settings sampling = sampling(new Fields(Axis.SAMPLING.toString(), json));
    return new Settings(
        values.value(Axis.GUIDANCE).map(value -> GuidanceChoice.parse(value.getAsString())),
        sampling.temperature(),
        sampling.temperatureByEntropy(),
        sampling.topK(),
        sampling.topP(),
        sampling.greedy());
  }

  private static Settings sampling(Fields fields) {
    fields.only(SAMPLING);
    return new Settings(
        Optional.empty(),
        fields.number("temperature"),
        fields.flag("temperatureByEntropy"),
        fields.whole("topK", 0),
        fields.number("topP"),
        fields.flag("greedy"));
  }

  /** A scale as a number, or a form of guidance in quotes. */
  private static void guidance(Fields fields, JsonElement value) {
    String name = Axis.GUIDANCE.toString();
    boolean isForm = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    GuidanceChoice.parse(
        isForm ? value.getAsString() : Double.toString(fields.number(name, value)));
  }

  static Visibility visibility(AxisValues values) {
    return values
        .value(Axis.VISIBILITY)
        .map(value -> Visibility.valueOf(value.getAsString().toUpperCase(Locale.ROOT)))
        .orElse(Visibility.WRITTEN);
  }

  private static void visibility(Fields fields, JsonElement value) {
    String known =
        Arrays.stream(Visibility.values())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    String text = fields.text(Axis.VISIBILITY.toString(), value);
    if (!List.of(known.split(" or ")).contains(text)) {
      throw fields.wrong(Axis.VISIBILITY.toString(), value, known);
    }
  }

  static ImageSize size(AxisValues values) {
    return values
        .value(Axis.GRID)
        .<ImageSize>map(value -> ImageSize.tokens(value.getAsString()))
        .orElse(new ImageSize.Own());
  }
}
