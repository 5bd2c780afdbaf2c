/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.backend.djl.testing.TestedDjl;
import io.zipar.testkit.checkpoint.TestedBackend;
import io.zipar.testkit.checkpoint.TextEncoderContract;

/** Captions as in the reference. */
class DjlTextEncoderTest extends TextEncoderContract {
  @Override
  protected TestedBackend backend() {
    return TestedDjl.BACKEND;
  }
}
