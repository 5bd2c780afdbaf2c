/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

/** DJL's PyTorch engine keeps the contract of backends. */
class DjlBackendContractTest extends CheckpointContracts {
  DjlBackendContractTest() {
    super("djl");
  }
}
