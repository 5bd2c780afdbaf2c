/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.testkit.checkpoint.AuthorsReplayContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** The passes of the authors' ZipAR give their logits. */
@NeedsOpenCl
class AuthorsReplayTest extends AuthorsReplayContract {
  @Override
  protected TestedBackend backend() {
    return TestedOpenCl.BACKEND;
  }
}
