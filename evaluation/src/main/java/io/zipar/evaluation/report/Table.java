/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import io.zipar.ApiStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of text: the first column is aligned to the left, numbers to the right.
 *
 * @param header the titles of the columns
 * @param rows the cells, as many in each row as there are titles
 */
@ApiStatus.Experimental(since = "0.1")
public record Table(List<String> header, List<List<String>> rows) {
  private static final String GAP = "  ";

  /**
   * Copies and checks the cells.
   *
   * @throws IllegalArgumentException if a row is of another length than the header
   */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + header.size() + " titles");
      }
    }
  }

  /**
   * Lays the table out.
   *
   * @return one line for the header, one of dashes, one for each row
   */
  public List<String> lines() {
    int[] widths = new int[header.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, header);
    for (List<String> row : all) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>(all.stream().map(row -> line(row, widths)).toList());
    List<String> dashes = new ArrayList<>();
    for (int width : widths) {
      dashes.add("-".repeat(width));
    }
    lines.add(1, String.join(GAP, dashes));
    return List.copyOf(lines);
  }

  private static String line(List<String> row, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - row.get(column).length());
      padded.add(column == 0 ? row.get(column) + padding : padding + row.get(column));
    }
    return String.join(GAP, padded).stripTrailing();
  }
}
