/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

/** The Vector API backend keeps the contract of backends. */
class VectorBackendContractTest extends CheckpointContracts {
  VectorBackendContractTest() {
    super("vector");
  }
}
