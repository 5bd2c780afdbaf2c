/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.MeasureContext;

/**
 * The kernel distance (KID) of the features from those of the reference's pictures. There is none
 * where the reference is saved statistics.
 */
public final class KernelMeasure extends FeatureMeasure {
  /** Creates the provider. */
  public KernelMeasure() {}

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public String title() {
    return "kernel distance";
  }

  @Override
  public int decimals() {
    return 5;
  }

  @Override
  Estimate estimate(float[][] rows, int[] classes, MeasureContext context) {
    return context
        .reference()
        .get()
        .kernel()
        .filter(real -> rows.length > 1)
        .map(real -> real.to(rows, classes, context.bootstrap()))
        .orElse(Estimate.NONE);
  }
}
