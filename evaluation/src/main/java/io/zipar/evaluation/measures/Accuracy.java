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
import java.util.Set;

/** The share of images that the classifier takes for the class that was asked for. */
public final class Accuracy implements Measure {
  /** Creates the provider. */
  public Accuracy() {}

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String title() {
    return "accuracy %";
  }

  @Override
  public int decimals() {
    return 1;
  }

  @Override
  public double factor() {
    return 100;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.PROBABILITIES);
  }

  @Override
  public Meter begin(MeasureContext context) {
    Values hits = new Values();
    return new Meter() {
      @Override
      public void add(Sample sample) {
        boolean hit = likeliest(sample.probabilities().orElseThrow()) == sample.label();
        hits.add(sample.label(), hit ? 1 : 0);
      }

      @Override
      public Estimate estimate() {
        return hits.mean(context.bootstrap());
      }
    };
  }

  private static int likeliest(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }
}
