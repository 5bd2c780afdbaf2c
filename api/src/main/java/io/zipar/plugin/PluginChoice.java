/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plugin and its options as a user writes them: {@code zipar} or {@code
 * zipar:window=16,first-row=full}.
 *
 * @param name the plugin's name
 * @param options option names and values in the order given
 */
@ApiStatus.Experimental(since = "0.1")
public record PluginChoice(String name, Map<String, String> options) {
  /** Copies the options, keeping their order. */
  public PluginChoice {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * Parses what a user wrote.
   *
   * @param text a name, then optionally a colon and options separated by commas
   * @return the choice
   * @throws InvalidInputException if the name is empty, an option has no {@code =}, or an option is
   *     given twice
   */
  public static PluginChoice parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip();
    if (name.isEmpty()) {
      throw new InvalidInputException(
          "'" + text + "' names no plugin; write NAME or NAME:option=value,option=value");
    }
    Map<String, String> options = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String part : text.substring(colon + 1).split(",", -1)) {
        int equals = part.indexOf('=');
        if (equals < 1) {
          throw new InvalidInputException(
              "'" + text + "': '" + part + "' is not an option of the form name=value");
        }
        String option = part.substring(0, equals).strip();
        if (options.put(option, part.substring(equals + 1).strip()) != null) {
          throw new InvalidInputException("'" + text + "': option '" + option + "' is given twice");
        }
      }
    }
    return new PluginChoice(name, options);
  }

  @Override
  public String toString() {
    return options.isEmpty()
        ? name
        : options.entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(",", name + ":", ""));
  }
}
