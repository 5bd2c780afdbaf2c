/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import io.zipar.models.tensor.PlainValues;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the tensors, and the plain values beside them, in what a pickle holds. */
final class PickledCheckpoint {
  private static final int KEYS_SHOWN = 5;
  private static final int NAME_SHOWN = 80;
  private static final int MAX_DEPTH = 6;
  private static final int MAX_PLAIN = 10_000;

  private final Object root;
  private int visited;

  PickledCheckpoint(Object root) {
    this.root = root;
  }

  /**
   * The tensors by name.
   *
   * @param groups keys under which to look for them, or under the only key there that has some; the
   *     first that holds any counts, and where none does the top level, and where that has none
   *     either the only key that has some
   * @return at least one
   * @throws InvalidInputException if there are none
   */
  Map<String, TensorView> tensors(List<String> groups) {
    Map<Object, Object> top = entries(root).orElseThrow(this::noDictionary);
    for (String key : groups) {
      Map<String, TensorView> tensors = tensors(top.get(key));
      if (!tensors.isEmpty()) {
        return tensors;
      }
      List<Map<String, TensorView>> inner =
          entries(top.get(key)).map(this::inner).orElse(List.of());
      if (inner.size() == 1) {
        return inner.get(0);
      }
    }
    Map<String, TensorView> tensors = tensors(top);
    if (!tensors.isEmpty()) {
      return tensors;
    }
    List<Map<String, TensorView>> others = inner(top);
    if (others.size() == 1) {
      return others.get(0);
    }
    throw noTensors(top, groups, others.size());
  }

  private List<Map<String, TensorView>> inner(Map<Object, Object> group) {
    return group.values().stream()
        .map(PickledCheckpoint::tensors)
        .filter(tensors -> !tensors.isEmpty())
        .toList();
  }

  private InvalidInputException noDictionary() {
    if (root instanceof TensorView) {
      return new InvalidInputException(
          "its pickle holds one tensor, expected a dictionary of tensors by name");
    }
    return new InvalidInputException(
        "its pickle holds no dictionary of tensors"
            + (root instanceof List<?> || root instanceof Object[] ? " but a list" : ""));
  }

  private InvalidInputException noTensors(
      Map<Object, Object> top, List<String> groups, int others) {
    if (root instanceof ForeignObject object && top.containsKey("_modules")) {
      return new InvalidInputException(
          "its pickle holds a whole module ("
              + OneLine.of(object.className(), NAME_SHOWN)
              + "), expected a dictionary of tensors: save its state_dict()");
    }
    if (root instanceof ForeignObject object && top.isEmpty()) {
      return new InvalidInputException(
          "its pickle holds an object of "
              + OneLine.of(object.className(), NAME_SHOWN)
              + ", which is not run, expected a dictionary of tensors");
    }
    List<String> keys = new ArrayList<>();
    top.keySet().stream()
        .filter(String.class::isInstance)
        .map(key -> OneLine.of((String) key, NAME_SHOWN))
        .sorted()
        .limit(KEYS_SHOWN)
        .forEach(keys::add);
    String places = groups.stream().collect(Collectors.joining(", "));
    return new InvalidInputException(
        "holds no tensors "
            + (groups.isEmpty() ? "" : "under " + places + " or ")
            + "at the top"
            + (others == 0 ? "" : ", and under several other keys")
            + "; its keys are "
            + keys);
  }

  /** Numbers, texts and truth values by the keys that lead to them, joined with dots. */
  PlainValues plainValues() {
    Map<String, Object> plain = new HashMap<>();
    collect("", root, 0, plain);
    return PlainValues.of(plain);
  }

  private void collect(String path, Object value, int depth, Map<String, Object> plain) {
    if (++visited > MAX_PLAIN) {
      return;
    }
    if (value instanceof Boolean || value instanceof Number || value instanceof String) {
      plain.put(path, value);
    } else if (depth < MAX_DEPTH) {
      entries(value)
          .ifPresent(
              map ->
                  map.forEach(
                      (key, inner) -> {
                        if (key instanceof String && !(inner instanceof TensorView)) {
                          collect(
                              path.isEmpty() ? "" + key : path + "." + key,
                              inner,
                              depth + 1,
                              plain);
                        }
                      }));
    }
  }

  private static Map<String, TensorView> tensors(Object group) {
    Map<String, TensorView> tensors = new HashMap<>();
    entries(group)
        .ifPresent(
            map ->
                map.forEach(
                    (key, value) -> {
                      if (key instanceof String name && value instanceof TensorView view) {
                        tensors.put(name, view);
                      }
                    }));
    return tensors;
  }

  @SuppressWarnings("unchecked")
  private static Optional<Map<Object, Object>> entries(Object value) {
    if (value instanceof Map<?, ?> map) {
      return Optional.of((Map<Object, Object>) map);
    }
    return value instanceof ForeignObject object ? Optional.of(object.entries()) : Optional.empty();
  }
}
