/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

/** Says why an entry is not used. */
final class DamagedException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedException(String reason) {
    super(reason);
  }
}
