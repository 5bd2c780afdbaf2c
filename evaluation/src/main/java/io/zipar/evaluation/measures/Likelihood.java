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

/** What next-token prediction thinks of the tokens. */
public final class Likelihood implements Measure {
  /** Creates the provider. */
  public Likelihood() {}

  @Override
  public String name() {
    return "nll";
  }

  @Override
  public String title() {
    return "NLL nats/token";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.LIKELIHOOD);
  }

  @Override
  public Meter begin(MeasureContext context) {
    Values nats = new Values();
    return new Meter() {
      @Override
      public void add(Sample sample) {
        nats.add(sample.label(), sample.likelihood().orElseThrow());
      }

      @Override
      public Estimate estimate() {
        return nats.mean(context.bootstrap());
      }
    };
  }
}
