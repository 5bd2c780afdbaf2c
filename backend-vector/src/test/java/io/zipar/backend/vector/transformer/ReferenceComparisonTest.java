/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.testkit.checkpoint.ReferenceComparisonContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Random passes, compared with the plain reference network. */
class ReferenceComparisonTest extends ReferenceComparisonContract {
  @Override
  protected TestedBackend backend() {
    return TestedVector.BACKEND;
  }
}
