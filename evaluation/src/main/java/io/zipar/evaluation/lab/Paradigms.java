/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The strategies of a report without their options: what has a colour of its own. Where several
 * models are driven by the same one, each pair has.
 *
 * @param names in the order of the rows, each once
 * @param withModel whether models belong to the names
 */
record Paradigms(List<String> names, boolean withModel) {
  private static final int LABEL = 18;

  static Paradigms of(List<ReportRow> rows) {
    Set<String> names = names(rows, false);
    boolean withModel = names(rows, true).size() > names.size();
    return new Paradigms(List.copyOf(names(rows, withModel)), withModel);
  }

  private static Set<String> names(List<ReportRow> rows, boolean withModel) {
    return rows.stream()
        .map(row -> name(row, withModel))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String name(ReportRow row, boolean withModel) {
    String name = row.combination().values().text(Axis.STRATEGY).split(":", 2)[0];
    return withModel ? name + ", " + row.combination().values().text(Axis.MODEL) : name;
  }

  String of(ReportRow row) {
    return name(row, withModel);
  }

  /** Counts from 0. */
  int numberOf(ReportRow row) {
    return names.indexOf(of(row));
  }

  /** What combinations have in common that differ by the numbers among their options alone. */
  static String line(ReportRow row) {
    return row.combination().values().text(Axis.STRATEGY).replaceAll("\\d+", "")
        + row.combination().values().text(Axis.MODEL);
  }

  /** The values of the options, as many of them as a plot has room for. */
  static String label(ReportRow row) {
    String[] parts = row.combination().values().text(Axis.STRATEGY).split(":", 2);
    String label =
        parts.length < 2
            ? ""
            : Stream.of(parts[1].split(","))
                .map(option -> option.substring(option.indexOf('=') + 1))
                .collect(Collectors.joining(" "));
    return label.length() <= LABEL ? label : label.substring(0, LABEL) + "...";
  }
}
