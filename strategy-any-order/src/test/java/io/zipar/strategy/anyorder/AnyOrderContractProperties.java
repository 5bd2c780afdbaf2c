/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;

/** Decoding in any order keeps the contract of strategies. */
class AnyOrderContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new AnyOrder();
  }
}
