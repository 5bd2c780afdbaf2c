/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import java.util.Map;

/**
 * A mark of a {@link QualityPlot}. Immutable.
 *
 * @param panel what all marks of its panel have in common, in a few words
 * @param paradigm what has a colour of its own and stands in the legend
 * @param line marks of one paradigm and one line are joined
 * @param label what tells it from others of its paradigm, a few letters; may be empty
 * @param cost where it stands, above zero: passes or seconds
 * @param measures what was found, by the names of the measures
 */
@ApiStatus.Experimental(since = "0.1")
public record QualityPoint(
    String panel,
    String paradigm,
    String line,
    String label,
    double cost,
    Map<String, Estimate> measures) {
  /**
   * Copies the measures.
   *
   * @throws IllegalArgumentException if the cost is not a number above zero
   */
  public QualityPoint {
    measures = Map.copyOf(measures);
    if (!(cost > 0 && Double.isFinite(cost))) {
      throw new IllegalArgumentException("a cost of " + cost);
    }
  }
}
