/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.spi.Measure;

/**
 * A column of numbers.
 *
 * @param name the key of its values
 * @param title the name as readers see it, with its unit
 * @param decimals how many are shown
 * @param factor what values are multiplied by where they are shown
 */
record ReportColumn(String name, String title, int decimals, double factor) {
  static ReportColumn of(Measure measure) {
    return new ReportColumn(measure.name(), measure.title(), measure.decimals(), measure.factor());
  }

  /** Seconds of an image in batches of a size, from the least to the most of the runs. */
  static ReportColumn timed(int batch) {
    return new ReportColumn("secondsBatch" + batch, "s/image, batch " + batch, 3, 1);
  }

  /** The value, and the interval where it is more than a point. */
  String text(Estimate estimate) {
    String value = number(estimate.value());
    return estimate.low() == estimate.high()
        ? value
        : value + " [" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
  }

  private String number(double value) {
    return Numbers.fixed(factor * value, decimals);
  }
}
