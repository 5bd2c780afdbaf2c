/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import io.zipar.backend.djl.testing.TestedDjl;
import io.zipar.testkit.checkpoint.ImageTokenizerContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Images within the authors' tolerance, indices equal. */
class DjlImageTokenizerTest extends ImageTokenizerContract {
  @Override
  protected TestedBackend backend() {
    return TestedDjl.BACKEND;
  }
}
