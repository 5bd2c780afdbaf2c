/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.tests.TestedBackend;
import io.zipar.backend.tests.TextEncoderContract;
import io.zipar.backend.vector.testing.TestedVector;

/** Captions as in the reference. */
class VectorTextEncoderTest extends TextEncoderContract {
  @Override
  protected TestedBackend backend() {
    return TestedVector.BACKEND;
  }
}
