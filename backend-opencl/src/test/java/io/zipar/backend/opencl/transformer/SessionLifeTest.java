/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.testkit.checkpoint.SessionLifeContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Closing and threads. */
@NeedsOpenCl
class SessionLifeTest extends SessionLifeContract {
  @Override
  protected TestedBackend backend() {
    return TestedOpenCl.BACKEND;
  }
}
