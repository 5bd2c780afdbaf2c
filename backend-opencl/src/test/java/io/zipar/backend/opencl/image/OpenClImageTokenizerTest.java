/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.testkit.checkpoint.ImageTokenizerContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Decoding and encoding as in the reference. */
@NeedsOpenCl
class OpenClImageTokenizerTest extends ImageTokenizerContract {
  @Override
  protected TestedBackend backend() {
    return TestedOpenCl.BACKEND;
  }
}
