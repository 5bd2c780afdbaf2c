/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.InvalidInputException;
import io.zipar.models.disk.WholeFile;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of what is kept, in which files appear whole or not at all. Safe for several threads
 * and processes, of which the last one's file stays.
 */
final class KeptFolder {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFolder.class);

  private final Path folder;

  /** Names the folder; nothing is touched. */
  KeptFolder(Path folder) {
    this.folder = folder;
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /**
   * Begins a file, in a folder that is made where there is none. What writers left that came to a
   * sudden end is removed.
   *
   * @param target where it comes, in this folder
   * @return an empty file, closed by the caller
   * @throws InvalidInputException if that cannot be
   */
  WholeFile begin(Path target) {
    try {
      Files.createDirectories(folder);
      WholeFile.removeLeft(folder);
      return WholeFile.beside(target);
    } catch (IOException e) {
      throw new InvalidInputException(
          folder + ": converted weights cannot be kept there: " + reason(e), e);
    }
  }

  /** Puts a small file into its place, or leaves it. */
  void tryPut(Path target, byte[] content) {
    try (WholeFile file = begin(target)) {
      file.write(ByteBuffer.wrap(content));
      file.put();
    } catch (IOException | InvalidInputException e) {
      LOG.debug("{} is not written: {}", target, e.toString());
    }
  }

  /** Says why the system refused something. */
  static String reason(IOException problem) {
    if (problem instanceof AccessDeniedException) {
      return "this user may not write to it";
    }
    if (problem instanceof FileAlreadyExistsException) {
      return "it is a file, expected a folder";
    }
    String reason =
        problem instanceof FileSystemException system ? system.getReason() : problem.getMessage();
    return reason == null ? problem.getClass().getSimpleName() : OneLine.of(reason);
  }
}
