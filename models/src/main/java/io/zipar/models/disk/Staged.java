/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What staged files and staged folders have in common. Stateless. */
final class Staged {
  /** How the names of all begin that is not yet in its place. */
  static final String PREFIX = ".staging-";

  private Staged() {}

  /** The folder that a file or folder is in or comes into. */
  static Path folderOf(Path target) {
    return target.toAbsolutePath().getParent();
  }

  /** Renames what was forced to the disk, and brings the new name there as well. */
  static void place(Path staged, Path target, DiskSteps steps) throws IOException {
    steps.before();
    steps.rename(staged, target);
    forceNames(folderOf(target), steps);
  }

  /** Brings the names in a folder to the disk, where the system lets it be asked for. */
  static void forceNames(Path folder, DiskSteps steps) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      steps.force(channel);
    } catch (IOException e) {
      // Some network file systems force no folder, and some folders may be written but not read.
      return;
    }
  }
}
