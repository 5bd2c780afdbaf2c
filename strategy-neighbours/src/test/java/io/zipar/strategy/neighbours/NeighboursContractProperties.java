/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.neighbours;

import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;

/** Neighbouring prediction keeps the contract of strategies. */
class NeighboursContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new NeighbouringPrediction();
  }
}
