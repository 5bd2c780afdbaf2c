/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.Visibility;
import java.util.ArrayList;
import java.util.List;

/** The combinations of the paper's table. */
@ApiStatus.Experimental(since = "0.1")
public final class PaperTable {
  /** The scales of guidance. */
  public static final List<Double> GUIDANCES = List.of(1.0, 2.0, 4.0);

  /** Both visibilities. */
  public static final List<Visibility> VISIBILITIES = List.of(Visibility.values());

  private static final List<Integer> WINDOWS = List.of(16, 12, 8, 4, 2);
  private static final List<String> FIRST_ROWS = List.of("full", "window");

  private PaperTable() {}

  /**
   * Next-token prediction, and ZipAR with every window and either first row.
   *
   * @return strategies as users write them
   */
  public static List<String> strategies() {
    List<String> strategies = new ArrayList<>(List.of("ntp"));
    for (String firstRow : FIRST_ROWS) {
      for (int window : WINDOWS) {
        strategies.add("zipar:window=" + window + ",first-row=" + firstRow);
      }
    }
    return strategies;
  }
}
