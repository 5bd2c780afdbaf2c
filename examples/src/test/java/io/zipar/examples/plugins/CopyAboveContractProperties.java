/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.plugins;

import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;

/** The example strategy that drafts keeps the contract. */
class CopyAboveContractProperties extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new CopyAbove();
  }
}
