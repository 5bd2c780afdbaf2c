/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import java.util.List;

/** Frees what something is made of. Stateless. */
final class Parts {
  private Parts() {}

  /** Closes all, whose closing throws nothing that is checked, and forgets them. */
  static void close(List<AutoCloseable> parts) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("a part of a session threw what it does not declare", e);
      }
    }
    parts.clear();
  }
}
