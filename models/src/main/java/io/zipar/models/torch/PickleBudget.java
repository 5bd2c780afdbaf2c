/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;

/** Bounds the memory that a pickle takes, by what its objects take in this program. */
final class PickleBudget {
  private static final long MOST = 80_000_000;

  private long left = MOST;

  /**
   * Pays for an object.
   *
   * @param bytes what it takes, roughly
   * @throws InvalidInputException if the pickle has taken too much
   */
  void charge(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new InvalidInputException(
          "its pickle would take more than "
              + MOST / 1_000_000
              + " MB beside the tensors; save the state dict alone");
    }
  }
}
