/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.spi.ModelConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries of a configuration that change what a network computes and that a network of this project
 * does not have, each with the values that mean that it is not in use. Immutable.
 */
@ApiStatus.Experimental(since = "0.1")
public final class AbsentFeatures {
  private static final List<String> EMPTY = List.of("[]", "{}", "\"\"");

  private final Map<String, List<String>> neutral;

  private AbsentFeatures(Map<String, List<String>> neutral) {
    this.neutral = neutral;
  }

  /**
   * Nothing yet.
   *
   * @return no entries
   */
  public static AbsentFeatures none() {
    return new AbsentFeatures(Map.of());
  }

  /**
   * Adds entries.
   *
   * @param values JSON of the values that mean that it is not in use, the usual one first; null and
   *     what is empty always do
   * @param keys names of the entries
   * @return these entries and those
   */
  public AbsentFeatures with(List<String> values, String... keys) {
    Map<String, List<String>> all = new LinkedHashMap<>(neutral);
    for (String key : keys) {
      all.put(key, List.copyOf(values));
    }
    return new AbsentFeatures(all);
  }

  /**
   * Refuses what is in use.
   *
   * @param config the configuration
   * @param problems receives each of them by name
   */
  public void refuse(ModelConfig config, Problems problems) {
    neutral.forEach(
        (key, values) ->
            config
                .shown(key)
                .filter(value -> !values.contains(value) && !EMPTY.contains(value))
                .ifPresent(
                    value ->
                        problems.add(
                            config.named(key)
                                + " is "
                                + value
                                + ", which this network does not have; expected "
                                + (values.isEmpty() ? "null" : values.get(0)))));
  }
}
