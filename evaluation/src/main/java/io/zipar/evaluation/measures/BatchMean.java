/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.GenerationResult;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Meter;
import io.zipar.evaluation.spi.Need;
import java.util.Set;

/** The mean of a number of each batch. */
abstract class BatchMean implements Measure {
  abstract double value(GenerationResult batch);

  @Override
  public final Set<Need> needs() {
    return Set.of(Need.BATCHES);
  }

  @Override
  public final Meter begin(MeasureContext context) {
    Values values = new Values();
    return new Meter() {
      @Override
      public void addBatch(GenerationResult batch) {
        values.add(0, value(batch));
      }

      @Override
      public Estimate estimate() {
        return values.mean(context.bootstrap());
      }
    };
  }
}
