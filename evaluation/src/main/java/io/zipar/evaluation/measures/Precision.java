/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.MeasureContext;

/**
 * The share of images among the real ones: within the balls around the features of the reference's
 * pictures that reach the third nearest other picture. There is none where the reference is saved
 * statistics.
 */
public final class Precision extends FeatureShare {
  /** Creates the provider. */
  public Precision() {
    super("precision");
  }

  @Override
  Estimate estimate(float[][] rows, int[] classes, MeasureContext context) {
    return context
        .reference()
        .get()
        .neighbourhood()
        .map(real -> context.bootstrap().mean(classes, real.holds(rows)))
        .orElse(Estimate.NONE);
  }
}
