/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.ntp;

import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;

/** Next-token prediction keeps the contract of strategies. */
class NextTokenContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new NextTokenPrediction();
  }
}
