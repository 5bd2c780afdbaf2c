/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.testing;

import io.zipar.backend.vector.VectorBackend;
import io.zipar.testkit.checkpoint.TestedBackend;
import java.util.Map;

/** What the tests open models with. */
public final class TestedVector {
  /** The backend with two threads. */
  public static final TestedBackend BACKEND =
      new TestedBackend(VectorBackend::new, Map.of("threads", "2"));

  private TestedVector() {}
}
