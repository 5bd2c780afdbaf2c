/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;

/** Numbers whose mean is the measure, each of a class. */
final class Values {
  private final List<Double> values = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  void add(int label, double value) {
    labels.add(label);
    values.add(value);
  }

  /** The mean, resampled within the classes. */
  Estimate mean(Bootstrap bootstrap) {
    return bootstrap.mean(
        labels.stream().mapToInt(Integer::intValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
