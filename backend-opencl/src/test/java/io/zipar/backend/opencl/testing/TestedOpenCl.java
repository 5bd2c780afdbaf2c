/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.testing;

import io.zipar.backend.opencl.OpenClBackend;
import io.zipar.testkit.checkpoint.TestedBackend;
import java.util.Map;

/** What the tests open models with. */
public final class TestedOpenCl {
  /** The backend on the first CPU device, which PoCL provides. */
  public static final TestedBackend BACKEND =
      new TestedBackend(OpenClBackend::new, Map.of("device", "cpu"));

  private TestedOpenCl() {}
}
