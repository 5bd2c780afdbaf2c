/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.evaluation.Diversity;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.MeasureContext;

/** The mean distance of features within a class. */
public final class Variety extends FeatureMeasure {
  /** Creates the provider. */
  public Variety() {}

  @Override
  public String name() {
    return "diversity";
  }

  @Override
  public String title() {
    return "diversity";
  }

  @Override
  Estimate estimate(float[][] rows, int[] classes, MeasureContext context) {
    return Diversity.of(rows, classes, context.bootstrap());
  }
}
