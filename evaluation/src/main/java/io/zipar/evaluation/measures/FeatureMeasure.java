/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Meter;
import io.zipar.evaluation.spi.Need;
import io.zipar.evaluation.spi.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A measure of the features of all images together. */
abstract class FeatureMeasure implements Measure {
  abstract Estimate estimate(float[][] rows, int[] classes, MeasureContext context);

  @Override
  public final Set<Need> needs() {
    return Set.of(Need.FEATURES);
  }

  @Override
  public final Meter begin(MeasureContext context) {
    List<float[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    return new Meter() {
      @Override
      public void add(Sample sample) {
        rows.add(sample.features().orElseThrow());
        labels.add(sample.label());
      }

      @Override
      public Estimate estimate() {
        int[] classes = labels.stream().mapToInt(Integer::intValue).toArray();
        return FeatureMeasure.this.estimate(rows.toArray(float[][]::new), classes, context);
      }
    };
  }
}
