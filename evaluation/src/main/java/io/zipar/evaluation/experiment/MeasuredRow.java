/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the table.
 *
 * @param strategy the strategy as the user wrote it, or what else was measured
 * @param guidance scale of guidance, empty where there is none
 * @param visibility the visibility, empty where there is none
 * @param images how many images were measured
 * @param measures what was found, by the names of the measures; a measure that is not defined is
 *     left out
 */
@ApiStatus.Experimental(since = "0.1")
public record MeasuredRow(
    String strategy,
    String guidance,
    String visibility,
    int images,
    Map<String, Estimate> measures) {
  /** Copies the measures and leaves out those that are not defined. */
  public MeasuredRow {
    Map<String, Estimate> defined = new LinkedHashMap<>();
    measures.forEach(
        (measure, estimate) -> {
          if (Double.isFinite(estimate.value())) {
            defined.put(measure, estimate);
          }
        });
    measures = Collections.unmodifiableMap(defined);
  }
}
