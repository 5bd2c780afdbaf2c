/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;

/** The strategy keeps the contract of strategies, with whatever exactness it declares. */
class SpeculativeJacobiContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new SpeculativeJacobi();
  }
}
