/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which files appear whole or not at all: they are written under another name, forced
 * to the disk and renamed. Safe for several threads and processes, of which the last one's file
 * stays.
 */
final class Staging {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
  private static final String PREFIX = ".staging-";

  private final Path folder;

  /** Names the folder; nothing is touched. */
  Staging(Path folder) {
    this.folder = folder;
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** A file that is not yet in its place. Its lock tells others that somebody writes to it. */
  final class Draft implements AutoCloseable {
    private final Path staged;
    private final FileChannel channel;

    private Draft(Path staged, FileChannel channel) {
      this.staged = staged;
      this.channel = channel;
    }

    /** Writes all that a buffer holds. */
    void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    /** Puts the file into its place, instead of one that may be there. */
    void put(Path target) throws IOException {
      channel.force(true);
      Files.move(
          staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
          names.force(true);
        }
      }
    }

    /** Ends the writing; what was not put into its place is gone. */
    @Override
    public void close() {
      try {
        channel.close();
        Files.deleteIfExists(staged);
      } catch (IOException e) {
        LOG.debug("{} stays: {}", staged, e.toString());
      }
    }
  }

  /**
   * Begins a file, in a folder that is made where there is none. What writers left that came to a
   * sudden end is removed.
   *
   * @throws InvalidInputException if that cannot be
   */
  Draft begin() {
    try {
      Files.createDirectories(folder);
      removeLeft();
      return draft();
    } catch (IOException e) {
      throw new InvalidInputException(
          folder + ": converted weights cannot be kept there: " + reason(e), e);
    }
  }

  private Draft draft() throws IOException {
    while (true) {
      Path staged = folder.resolve(PREFIX + UUID.randomUUID());
      FileChannel channel =
          FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Somebody who cleans up may have been quicker.
      if (lock(channel) && Files.exists(staged)) {
        return new Draft(staged, channel);
      }
      channel.close();
      Files.deleteIfExists(staged);
    }
  }

  private void removeLeft() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path each : left) {
        if (Files.isRegularFile(each)) {
          removeIfLeft(each);
        }
      }
    }
  }

  private static void removeIfLeft(Path staged) {
    try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
      if (lock(channel)) {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      LOG.debug("{} stays: {}", staged, e.toString());
    }
  }

  /** False if another process or thread has the lock. */
  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Puts a small file into its place, or leaves it. */
  void tryPut(Path target, byte[] content) {
    try (Draft draft = begin()) {
      draft.write(ByteBuffer.wrap(content));
      draft.put(target);
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
