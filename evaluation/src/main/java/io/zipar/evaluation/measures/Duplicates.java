/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.PixelImage;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Meter;
import io.zipar.evaluation.spi.Need;
import io.zipar.evaluation.spi.Sample;
import io.zipar.models.format.Digests;
import java.util.HashSet;
import java.util.Set;

/**
 * How many images repeat an earlier one: same size, and every pixel the same to eight bits. Equal
 * tokens give equal pixels. It is a count and no estimate, so it has no interval.
 */
public final class Duplicates implements Measure {
  /** Creates the provider. */
  public Duplicates() {}

  @Override
  public String name() {
    return "duplicates";
  }

  @Override
  public String title() {
    return "duplicates";
  }

  @Override
  public int decimals() {
    return 0;
  }

  @Override
  public Set<Need> needs() {
    return Set.of();
  }

  @Override
  public Meter begin(MeasureContext context) {
    Set<String> seen = new HashSet<>();
    return new Meter() {
      private int repeated;

      @Override
      public void add(Sample sample) {
        repeated += seen.add(content(sample.picture())) ? 0 : 1;
      }

      @Override
      public Estimate estimate() {
        return new Estimate(repeated, repeated, repeated);
      }
    };
  }

  private static String content(PixelImage picture) {
    return picture.width() + "x" + Digests.full(picture.toRgb8());
  }
}
