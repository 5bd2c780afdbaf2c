/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.markov;

import io.zipar.spi.TokenModel;
import io.zipar.testkit.ModelBackendContract;

/** The backend keeps every rule of the contract. */
class MarkovContractTest extends ModelBackendContract {
  @Override
  protected TokenModel openModel() {
    return new MarkovModel(16, 100);
  }
}
