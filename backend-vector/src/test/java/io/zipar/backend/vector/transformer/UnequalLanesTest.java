/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.testkit.checkpoint.TestedBackend;
import io.zipar.testkit.checkpoint.UnequalLanesContract;

/** Lanes of very different length. */
class UnequalLanesTest extends UnequalLanesContract {
  @Override
  protected TestedBackend backend() {
    return TestedVector.BACKEND;
  }
}
