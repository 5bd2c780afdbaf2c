/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.nio.channels.FileChannel;

/**
 * A process that is killed before one of its steps, and does nothing after it. The disk need not
 * turn: what was written is seen by this process all the same.
 */
final class KilledProcess implements DiskSteps {
  private int left;

  /** Killed before the step of this number; one that is below zero lives. */
  KilledProcess(int step) {
    left = step < 0 ? Integer.MAX_VALUE : step;
  }

  /** What the killed process does not come to. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void before() {
    if (left == 0) {
      throw new Killed();
    }
    left--;
  }

  @Override
  public void force(FileChannel channel) {
    // Nothing in these tests loses power.
  }
}
