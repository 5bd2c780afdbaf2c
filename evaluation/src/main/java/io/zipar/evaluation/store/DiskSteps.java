/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Hears of each change of the file system before it is made. */
interface DiskSteps {
  /** Hears nothing. */
  DiskSteps UNHEARD = () -> {};

  /** A change is about to be made; what is thrown here ends the work before it. */
  void before();

  /** Brings what was written to the disk. */
  default void force(FileChannel channel) throws IOException {
    channel.force(true);
  }
}
