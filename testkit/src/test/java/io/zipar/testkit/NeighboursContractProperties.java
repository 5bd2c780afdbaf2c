/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;

/** The kit on a strategy of this prediction. */
class NeighboursContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new PlainStrategy(Prediction.NEIGHBOURS);
  }

  @Override
  protected int largestSide() {
    return 5;
  }
}
