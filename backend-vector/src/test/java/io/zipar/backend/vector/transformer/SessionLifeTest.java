/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.testkit.checkpoint.SessionLifeContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Closing and threads. */
class SessionLifeTest extends SessionLifeContract {
  @Override
  protected TestedBackend backend() {
    return TestedVector.BACKEND;
  }
}
