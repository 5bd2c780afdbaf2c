/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;

/** ZipAR keeps the contract of strategies. */
class ZipArContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new ZipAr();
  }
}
