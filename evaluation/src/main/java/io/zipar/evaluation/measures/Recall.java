/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.Neighbourhood;
import io.zipar.evaluation.spi.MeasureContext;

/**
 * The share of the reference's pictures among the images: within the balls around the features of
 * these that reach the third nearest other image. Its interval resamples the reference's pictures.
 * There is none where the reference is saved statistics, or of less than four images.
 */
public final class Recall extends FeatureShare {
  /** Creates the provider. */
  public Recall() {
    super("recall");
  }

  @Override
  Estimate estimate(float[][] rows, int[] classes, MeasureContext context) {
    return context
        .reference()
        .get()
        .rows()
        .filter(real -> rows.length > Neighbourhood.NEIGHBOURS)
        .map(real -> context.bootstrap().mean(new Neighbourhood(rows).holds(real)))
        .orElse(Estimate.NONE);
  }
}
