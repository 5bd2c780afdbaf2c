/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What is done to the disk, step by step. Tests end the work before a step, as a crash does, and
 * stand in for a disk.
 */
public interface DiskSteps {
  /** Hears nothing. */
  DiskSteps UNHEARD = () -> {};

  /** A change is about to be made; what is thrown here ends the work before it. */
  void before();

  /**
   * Brings what was written to the disk.
   *
   * @param channel an open file or folder
   * @throws IOException if the system cannot
   */
  default void force(FileChannel channel) throws IOException {
    channel.force(true);
  }

  /**
   * Gives a file or a folder another name at one stroke.
   *
   * @param from its name
   * @param to its name from now on, in the same folder; a file of that name is replaced
   * @throws java.nio.file.AtomicMoveNotSupportedException if the file system cannot do it at one
   *     stroke; nothing has changed then
   * @throws IOException if it cannot be done; nothing has changed then
   */
  default void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
