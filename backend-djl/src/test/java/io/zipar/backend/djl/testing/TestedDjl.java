/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.testing;

import io.zipar.backend.djl.DjlBackend;
import io.zipar.testkit.checkpoint.TestedBackend;
import java.util.Map;

/** What the tests open models with. */
public final class TestedDjl {
  /** The backend on the CPU, with one thread. */
  public static final TestedBackend BACKEND =
      new TestedBackend(DjlBackend::new, Map.of("device", "cpu", "threads", "1"));

  private TestedDjl() {}
}
