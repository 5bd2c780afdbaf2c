/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Meter;
import io.zipar.evaluation.spi.Need;
import io.zipar.evaluation.spi.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A measure of one's own: how bright pictures are, from 0 to 1. Registered as a service (see {@code
 * module-info.java}), it is a column of {@code ./zipar evaluate}.
 */
public final class Brightness implements Measure {
  @Override
  public String name() {
    return "brightness";
  }

  @Override
  public String title() {
    return "brightness";
  }

  @Override
  public Set<Need> needs() {
    return Set.of();
  }

  @Override
  public Meter begin(MeasureContext context) {
    List<Double> values = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    return new Meter() {
      @Override
      public void add(Sample sample) {
        double sum = 0;
        for (float value : sample.picture().planes()) {
          sum += (value + 1) / 2;
        }
        values.add(sum / sample.picture().planes().length);
        labels.add(sample.label());
      }

      @Override
      public Estimate estimate() {
        return context
            .bootstrap()
            .mean(
                labels.stream().mapToInt(Integer::intValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
      }
    };
  }
}
