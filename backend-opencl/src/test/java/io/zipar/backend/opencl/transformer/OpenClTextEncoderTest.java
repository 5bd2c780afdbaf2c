/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.testkit.checkpoint.TestedBackend;
import io.zipar.testkit.checkpoint.TextEncoderContract;

/** Captions as in the reference. */
@NeedsOpenCl
class OpenClTextEncoderTest extends TextEncoderContract {
  @Override
  protected TestedBackend backend() {
    return TestedOpenCl.BACKEND;
  }
}
