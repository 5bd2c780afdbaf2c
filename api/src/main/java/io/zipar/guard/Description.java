/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.spi.support.OneLine;
import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a plugin says of itself, checked.
 *
 * @param name its name
 * @param call calls into it
 */
record Description(String name, WatchedCall call) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int SHORT = 40;
  private static final int SUMMARY = 300;

  /**
   * Reads the name of a plugin.
   *
   * @param kind strategy or backend
   * @param plugin the plugin
   * @param name asks it for its name
   * @throws InvalidInputException if the name is none
   */
  static Description of(String kind, Object plugin, Supplier<String> name) {
    String unnamed = kind + " " + OneLine.of(plugin.getClass().getName()) + place(plugin);
    String found = new WatchedCall(unnamed).require("name()", name);
    if (!NAME.matcher(found).matches()) {
      throw new InvalidInputException(
          unnamed
              + ": name() returned '"
              + OneLine.of(found, SHORT)
              + "'; a name is 1 to 64 letters, digits, hyphens, dots and underscores");
    }
    return new Description(found, new WatchedCall(kind + " '" + found + "'"));
  }

  private static String place(Object plugin) {
    CodeSource source = plugin.getClass().getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? "" : " in " + OneLine.of(location.getPath());
  }

  /** A text of the plugin as one line. */
  String line(String method, Supplier<String> text) {
    return OneLine.of(call.require(method, text), SUMMARY);
  }

  /** The declared options. */
  List<OptionSpec> list(String method, Supplier<List<OptionSpec>> declared) {
    // Copied within the call: the list may be the plugin's own class.
    List<OptionSpec> options = call.require(method, () -> copy(declared.get()));
    if (options.stream().anyMatch(Objects::isNull)) {
      throw call.failure(method + " returned a list that holds null");
    }
    return options;
  }

  private static List<OptionSpec> copy(List<OptionSpec> options) {
    return options == null ? null : options.stream().toList();
  }
}
