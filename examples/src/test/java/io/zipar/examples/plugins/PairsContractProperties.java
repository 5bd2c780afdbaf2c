/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.plugins;

import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;

/** The example strategy of the README keeps the contract. */
class PairsContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new Pairs();
  }
}
