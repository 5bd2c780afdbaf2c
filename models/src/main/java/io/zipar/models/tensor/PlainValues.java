/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.tensor;

import io.zipar.ApiStatus;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers, texts and truth values that a checkpoint holds beside its tensors, such as the arguments
 * of its training run. Untrusted data, by the keys that lead to them joined with dots, for example
 * {@code args.vertical_start_layer}. Immutable.
 */
@ApiStatus.Experimental(since = "0.1")
public final class PlainValues {
  private static final PlainValues NONE = new PlainValues(Map.of());

  private final Map<String, Object> values;

  private PlainValues(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * No values.
   *
   * @return the same object at every call
   */
  public static PlainValues none() {
    return NONE;
  }

  /**
   * Values by path.
   *
   * @param values Long, Double, String or Boolean; others are left out
   * @return the values
   */
  public static PlainValues of(Map<String, ?> values) {
    Map<String, Object> plain = new TreeMap<>();
    values.forEach(
        (path, value) -> {
          if (value instanceof Long
              || value instanceof Double
              || value instanceof String
              || value instanceof Boolean) {
            plain.put(path, value);
          }
        });
    return new PlainValues(plain);
  }

  /**
   * All paths.
   *
   * @return in alphabetical order
   */
  public SortedSet<String> paths() {
    return new TreeSet<>(values.keySet());
  }

  /**
   * A whole number.
   *
   * @param path keys joined with dots
   * @return its value, or empty if there is none or it is something else
   */
  public Optional<Long> whole(String path) {
    return find(path, Long.class);
  }

  /**
   * A number with or without a fraction.
   *
   * @param path keys joined with dots
   * @return its value, or empty if there is none or it is something else
   */
  public Optional<Double> number(String path) {
    return find(path, Number.class).map(Number::doubleValue);
  }

  /**
   * A text.
   *
   * @param path keys joined with dots
   * @return its value, or empty if there is none or it is something else
   */
  public Optional<String> text(String path) {
    return find(path, String.class);
  }

  /**
   * A truth value.
   *
   * @param path keys joined with dots
   * @return its value, or empty if there is none or it is something else
   */
  public Optional<Boolean> flag(String path) {
    return find(path, Boolean.class);
  }

  private <T> Optional<T> find(String path, Class<T> type) {
    return Optional.ofNullable(values.get(path)).filter(type::isInstance).map(type::cast);
  }
}
