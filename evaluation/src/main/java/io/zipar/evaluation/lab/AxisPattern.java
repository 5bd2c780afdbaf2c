/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.json.Fields;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Several combinations in one: for some axes the values that each may have, of which the last
 * characters may be left open by a star. Immutable.
 *
 * @param values by axis; an axis that is not named may have any
 */
@ApiStatus.Experimental(since = "0.1")
public record AxisPattern(Map<Axis, List<JsonElement>> values) {
  /** The axes whose values are names, with options behind them. */
  private static final Set<Axis> NAMES = Set.of(Axis.MODEL, Axis.BACKEND, Axis.STRATEGY);

  private static final String OPEN_END = "*";

  /** Copies the collections. */
  public AxisPattern {
    Map<Axis, List<JsonElement>> copied = new EnumMap<>(Axis.class);
    values.forEach((axis, each) -> copied.put(axis, List.copyOf(each)));
    values = Collections.unmodifiableMap(copied);
  }

  /**
   * Reads a pattern and holds it against the combinations that there are.
   *
   * @throws InvalidInputException if a value of it fits none of them, together with the others
   */
  static AxisPattern read(Fields fields, List<AxisValues> combinations) {
    fields.only(Axis.names());
    Map<Axis, List<JsonElement>> values = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      List<JsonElement> listed = fields.list(axis.toString());
      listed.forEach(value -> AxisReader.check(fields, axis, value));
      if (!listed.isEmpty()) {
        values.put(axis, listed.stream().map(value -> AxisReader.normal(axis, value)).toList());
      }
    }
    AxisPattern pattern = new AxisPattern(values);
    values.forEach(
        (axis, each) ->
            each.forEach(value -> pattern.with(axis, value).requireSome(fields, combinations)));
    return pattern;
  }

  private AxisPattern with(Axis axis, JsonElement value) {
    Map<Axis, List<JsonElement>> narrowed = new EnumMap<>(values);
    narrowed.put(axis, List.of(value));
    return new AxisPattern(narrowed);
  }

  private void requireSome(Fields fields, List<AxisValues> combinations) {
    if (combinations.stream().noneMatch(this::matches)) {
      throw new InvalidInputException(fields.where() + " " + this + " fits no combination");
    }
  }

  /** Whether a combination has one of the values for every axis that is named. */
  boolean matches(AxisValues combination) {
    return values.entrySet().stream()
        .allMatch(
            each ->
                combination.value(each.getKey()).stream()
                    .anyMatch(
                        value ->
                            each.getValue().stream()
                                .anyMatch(listed -> fits(each.getKey(), listed, value))));
  }

  private static boolean fits(Axis axis, JsonElement listed, JsonElement value) {
    String text = NAMES.contains(axis) && isText(listed) ? listed.getAsString() : "";
    if (!text.endsWith(OPEN_END)) {
      return listed.equals(value);
    }
    return isText(value)
        && value.getAsString().startsWith(text.substring(0, text.length() - OPEN_END.length()));
  }

  private static boolean isText(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  /** As it would stand in a file. */
  @Override
  public String toString() {
    Stream<String> axes =
        values.entrySet().stream()
            .map(
                each ->
                    "\""
                        + each.getKey()
                        + "\": "
                        + (each.getValue().size() == 1 ? each.getValue().get(0) : each.getValue()));
    return "{" + String.join(", ", axes.toList()) + "}";
  }
}
