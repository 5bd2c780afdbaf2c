/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.testkit.checkpoint.ReferenceComparisonContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Random passes, compared with the plain reference network. */
@NeedsOpenCl
class ReferenceComparisonTest extends ReferenceComparisonContract {
  @Override
  protected TestedBackend backend() {
    return TestedOpenCl.BACKEND;
  }
}
