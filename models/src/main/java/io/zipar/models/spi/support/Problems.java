/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a checkpoint, so that all of it comes in one line. */
@ApiStatus.Experimental(since = "0.1")
public final class Problems {
  private static final int SHOWN = 8;

  private final String source;
  private final List<String> problems = new ArrayList<>();

  /**
   * Begins without problems.
   *
   * @param source where the checkpoint comes from
   */
  public Problems(String source) {
    this.source = source;
  }

  /**
   * Notes a problem.
   *
   * @param problem what is wrong and what would be right
   */
  public void add(String problem) {
    problems.add(problem);
  }

  /**
   * Throws if anything was added.
   *
   * @throws InvalidInputException naming the source and the first problems
   */
  public void check() {
    if (problems.isEmpty()) {
      return;
    }
    int hidden = problems.size() - SHOWN;
    String shown = String.join("; ", problems.subList(0, Math.min(SHOWN, problems.size())));
    throw new InvalidInputException(
        source + ": " + OneLine.of(shown) + (hidden > 0 ? "; and " + hidden + " more" : ""));
  }
}
