/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.backend.djl.testing.TestedDjl;
import io.zipar.testkit.checkpoint.AuthorsReplayContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** The passes of the authors' ZipAR give their logits. */
class AuthorsReplayTest extends AuthorsReplayContract {
  @Override
  protected TestedBackend backend() {
    return TestedDjl.BACKEND;
  }
}
