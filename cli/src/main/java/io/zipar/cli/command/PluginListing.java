/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.OptionSpec;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.List;

/** Describes a plugin and its options from what it declares. */
final class PluginListing {
  private static final int LONGEST = 300;

  private PluginListing() {}

  static List<String> lines(
      String name, String summary, String origin, List<String> remarks, List<OptionSpec> options) {
    List<String> lines = new ArrayList<>();
    lines.add(name + ": " + summary);
    lines.add("    from " + origin);
    remarks.forEach(remark -> lines.add("    " + remark));
    if (options.isEmpty()) {
      lines.add("    no options");
    }
    int width = options.stream().mapToInt(option -> given(option).length()).max().orElse(0);
    for (OptionSpec option : options) {
      String padding = " ".repeat(width - given(option).length());
      lines.add("    " + given(option) + padding + "  " + OneLine.of(option.range(), LONGEST));
      lines.add("    " + " ".repeat(width) + "  " + OneLine.of(option.text(), LONGEST));
    }
    return lines;
  }

  private static String given(OptionSpec option) {
    return OneLine.of(option.name() + "=" + option.defaultValue(), LONGEST);
  }
}
