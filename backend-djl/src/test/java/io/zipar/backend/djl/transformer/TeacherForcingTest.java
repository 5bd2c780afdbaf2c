/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.backend.djl.testing.TestedDjl;
import io.zipar.testkit.checkpoint.TeacherForcingContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Given tokens, one pass or many, give the authors' logits. */
class TeacherForcingTest extends TeacherForcingContract {
  @Override
  protected TestedBackend backend() {
    return TestedDjl.BACKEND;
  }
}
