/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value for each axis that an experiment names; the others are as the model is published and the
 * machine suggests. Immutable.
 */
@ApiStatus.Experimental(since = "0.1")
public final class AxisValues {
  private final Map<Axis, JsonElement> values;

  private AxisValues(Map<Axis, JsonElement> values) {
    this.values = values;
  }

  /** Reads the axes that an object names. */
  static AxisValues read(JsonObject json) {
    Map<Axis, JsonElement> values = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      if (json.has(axis.toString())) {
        values.put(axis, json.get(axis.toString()));
      }
    }
    return new AxisValues(values);
  }

  /** Every value of each axis with every value of the others, the last axis varying fastest. */
  static List<AxisValues> product(Map<Axis, List<JsonElement>> axes) {
    List<AxisValues> all = List.of(new AxisValues(new EnumMap<>(Axis.class)));
    for (Axis axis : Axis.values()) {
      if (axes.containsKey(axis)) {
        List<AxisValues> longer = new ArrayList<>();
        for (AxisValues each : all) {
          axes.get(axis).forEach(value -> longer.add(each.with(axis, value)));
        }
        all = longer;
      }
    }
    return all.stream().distinct().toList();
  }

  private AxisValues with(Axis axis, JsonElement value) {
    Map<Axis, JsonElement> changed = new EnumMap<>(Axis.class);
    changed.putAll(values);
    changed.put(axis, value);
    return new AxisValues(changed);
  }

  /** These values, but for those that others say. */
  AxisValues with(AxisValues others) {
    AxisValues changed = this;
    for (Map.Entry<Axis, JsonElement> each : others.values.entrySet()) {
      changed = changed.with(each.getKey(), each.getValue());
    }
    return changed;
  }

  /**
   * The value of an axis.
   *
   * @param axis the axis
   * @return its value, if the experiment names one
   */
  public Optional<JsonElement> value(Axis axis) {
    return Optional.ofNullable(values.get(axis));
  }

  /**
   * The value of an axis as tables show it.
   *
   * @param axis the axis
   * @return a few words, empty where the experiment names none
   */
  public String text(Axis axis) {
    return value(axis).map(Axis::text).orElse("");
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    values.forEach((axis, value) -> json.add(axis.toString(), value));
    return json;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AxisValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** For example {@code scenes, guidance 1.0, ntp}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(
            each ->
                each.getKey() == Axis.MODEL || each.getKey() == Axis.STRATEGY
                    ? Axis.text(each.getValue())
                    : each.getKey() + " " + Axis.text(each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
