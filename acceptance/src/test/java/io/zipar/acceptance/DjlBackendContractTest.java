/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.fixtures.Fixtures;
import io.zipar.plugin.Plugins;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.ModelBackendContract;

/** DJL's PyTorch engine keeps the contract of backends. */
class DjlBackendContractTest extends ModelBackendContract {
  @Override
  protected TokenModel openModel() {
    return Backends.openModel(Plugins.backends().named("djl"), Fixtures.path("llamagen/c2i-tiny"));
  }
}
