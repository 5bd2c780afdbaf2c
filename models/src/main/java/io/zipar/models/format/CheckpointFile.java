/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Positional reads from an open file. Reading, not mapping: a file that shrinks while it is mapped
 * ends the JVM, and mapped pages count as the process's memory. Safe for several threads.
 */
public final class CheckpointFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private CheckpointFile(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @param path a regular file
   * @return the open file, to be closed by the caller
   * @throws InvalidInputException if it does not exist or cannot be read
   */
  public static CheckpointFile open(Path path) {
    if (Files.isDirectory(path)) {
      throw new InvalidInputException(path + ": is a folder, not a checkpoint file");
    }
    // Opening a pipe would wait for whoever writes to it.
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new InvalidInputException(path + ": is no regular file");
    }
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return new CheckpointFile(path, channel, channel.size());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileProblem.of(path, e);
    }
  }

  /**
   * Where the file is.
   *
   * @return the path as it was given
   */
  public Path path() {
    return path;
  }

  /**
   * Its length when it was opened.
   *
   * @return a number of bytes
   */
  public long size() {
    return size;
  }

  /**
   * Fills a buffer.
   *
   * @param position of the first byte in the file
   * @param target is filled up to its limit
   * @throws InvalidInputException if the file ends before that
   * @throws IllegalStateException if the file is closed
   * @throws ZiparException if the system cannot read it, or the thread was interrupted
   */
  public void read(long position, ByteBuffer target) {
    long next = position;
    try {
      while (target.hasRemaining()) {
        int count = channel.read(target, next);
        if (count < 0) {
          throw new InvalidInputException(path + ": ends before byte " + next);
        }
        next += count;
      }
    } catch (ClosedByInterruptException e) {
      throw new ZiparException(path + ": reading was interrupted, which closed the file", e);
    } catch (ClosedChannelException e) {
      throw new IllegalStateException(path + ": is closed", e);
    } catch (IOException e) {
      throw new ZiparException(path + ": cannot be read at byte " + next, e);
    }
  }

  /**
   * Reads some bytes.
   *
   * @param position of the first byte
   * @param length number of bytes, bounded by the caller
   * @return the bytes
   * @throws InvalidInputException if the file ends before that
   */
  public byte[] bytes(long position, int length) {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    read(position, buffer);
    return buffer.array();
  }

  /**
   * Makes an error about this file.
   *
   * @param problem what is wrong and what would be right
   * @return an exception whose message begins with the path
   */
  public InvalidInputException invalid(String problem) {
    return new InvalidInputException(path + ": " + OneLine.of(problem));
  }

  /**
   * Makes an error about this file.
   *
   * @param problem what is wrong and what would be right
   * @param cause what made this necessary
   * @return an exception whose message begins with the path
   */
  public InvalidInputException invalid(String problem, Exception cause) {
    return new InvalidInputException(path + ": " + OneLine.of(problem), cause);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ZiparException(path + ": cannot be closed", e);
    }
  }
}
