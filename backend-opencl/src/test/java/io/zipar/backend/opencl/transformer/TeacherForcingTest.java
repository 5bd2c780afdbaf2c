/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.testkit.checkpoint.TeacherForcingContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Given tokens, one pass or many, give the authors' logits. */
@NeedsOpenCl
class TeacherForcingTest extends TeacherForcingContract {
  @Override
  protected TestedBackend backend() {
    return TestedOpenCl.BACKEND;
  }
}
