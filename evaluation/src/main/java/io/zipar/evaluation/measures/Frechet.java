/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.MeasureContext;

/** Squared Frechet distance of the features from those of the reference. */
public final class Frechet extends FeatureMeasure {
  /** Creates the provider. */
  public Frechet() {}

  @Override
  public String name() {
    return "frechet";
  }

  @Override
  public String title() {
    return "Frechet distance";
  }

  @Override
  Estimate estimate(float[][] rows, int[] classes, MeasureContext context) {
    return context.reference().get().distance().to(rows, classes, context.bootstrap());
  }
}
