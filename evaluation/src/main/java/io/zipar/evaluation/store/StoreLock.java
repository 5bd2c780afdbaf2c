/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.pipeline.output.SystemReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one run at a time work in a folder. The system takes the lock back however the process ends.
 */
@ApiStatus.Experimental(since = "0.1")
public final class StoreLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder created where it is missing
   * @return the lock, closed by the caller
   * @throws InvalidInputException if another run has it, or the folder cannot be written
   */
  public static StoreLock take(Path folder) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new StoreLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      close(channel);
      throw busy(folder);
    } catch (IOException e) {
      close(channel);
      throw new InvalidInputException(
          folder + ": cannot write there (" + SystemReason.of(e) + ")", e);
    }
    close(channel);
    throw busy(folder);
  }

  private static InvalidInputException busy(Path folder) {
    return new InvalidInputException(
        folder + ": another run is at work in this folder; wait for its end, or name another");
  }

  private static void close(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // Nothing was written, and the system closes it at the end of the process.
        return;
      }
    }
  }

  /** Gives the lock back; its file stays, since another run may have opened it meanwhile. */
  @Override
  public void close() {
    close(channel);
  }
}
