/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.testkit.checkpoint.PicturesContract;
import io.zipar.testkit.checkpoint.TestedBackend;

/** Images within the authors' tolerance, indices equal. */
class VectorPicturesTest extends PicturesContract {
  @Override
  protected TestedBackend backend() {
    return TestedVector.BACKEND;
  }
}
