/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.testkit.checkpoint.TestedBackend;
import io.zipar.testkit.checkpoint.UnequalLanesContract;

/** Lanes of very different length. */
@NeedsOpenCl
class UnequalLanesTest extends UnequalLanesContract {
  @Override
  protected TestedBackend backend() {
    return TestedOpenCl.BACKEND;
  }
}
