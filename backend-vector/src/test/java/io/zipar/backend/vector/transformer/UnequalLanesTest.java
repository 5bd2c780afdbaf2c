/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.tests.TestedBackend;
import io.zipar.backend.tests.UnequalLanesContract;
import io.zipar.backend.vector.testing.TestedVector;

/** Lanes of very different length. */
class UnequalLanesTest extends UnequalLanesContract {
  @Override
  protected TestedBackend backend() {
    return TestedVector.BACKEND;
  }
}
