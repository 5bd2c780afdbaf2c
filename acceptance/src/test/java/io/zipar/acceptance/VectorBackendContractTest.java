/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.fixtures.Fixtures;
import io.zipar.plugin.Plugins;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.ModelBackendContract;

/** The Vector API backend keeps the contract of backends. */
class VectorBackendContractTest extends ModelBackendContract {
  @Override
  protected TokenModel openModel() {
    return Backends.openModel(
        Plugins.backends().named("vector"), Fixtures.path("llamagen/c2i-tiny"));
  }
}
