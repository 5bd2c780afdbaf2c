/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.tests.SessionLifeContract;
import io.zipar.backend.tests.TestedBackend;
import io.zipar.backend.vector.testing.TestedVector;

/** Closing and threads. */
class SessionLifeTest extends SessionLifeContract {
  @Override
  protected TestedBackend backend() {
    return TestedVector.BACKEND;
  }
}
