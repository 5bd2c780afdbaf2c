/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one command: all of them appear at the end, or none does. Opening it proves that the
 * target folders can be written, before any work is done; files are written beside their target
 * under temporary names and moved into place by {@link #commit}. Closing it without a commit
 * removes everything, the folders it created included.
 *
 * <p>Safe for several threads: a shutdown hook may close it while the command still writes.
 */
@ApiStatus.Experimental(since = "0.1")
public final class StagedOutput implements AutoCloseable {
  private final String prefix = FreshName.of(".zipar-") + "-";
  private final Map<Path, Path> targetOfStaged = new LinkedHashMap<>();
  private final List<FolderPath> folders = new ArrayList<>();
  private boolean ended;

  /** Opens an output without folders. */
  public StagedOutput() {}

  /**
   * Adds a folder to write into, created where it is missing.
   *
   * @param option the option that named it, for errors
   * @param folder the folder
   * @return its absolute path
   * @throws InvalidInputException if it cannot be written
   */
  public synchronized Path addFolder(String option, Path folder) {
    FolderPath added = FolderPath.ensure(option, folder);
    folders.add(added);
    Path probe = added.path().resolve(prefix + "probe");
    try {
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException e) {
      throw FolderPath.unusable(option, folder, e);
    }
    return added.path();
  }

  /**
   * Adds the folder of a file to be written, and checks that the file can be.
   *
   * @param option the option that named it, for errors
   * @param file the file
   * @return its absolute path
   * @throws InvalidInputException if it is a folder or its folder cannot be written
   */
  public synchronized Path addFile(String option, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      throw new InvalidInputException(option + " " + file + ": is a folder, not a file");
    }
    addFolder(option, absolute.getParent());
    return absolute;
  }

  /**
   * Writes a file under a temporary name.
   *
   * @param target where it is to appear, in a folder that was added
   * @param content its content
   * @throws ZiparException if writing fails
   */
  public synchronized void write(Path target, OutputFile content) {
    requireOpen();
    Path staged = target.resolveSibling(prefix + target.getFileName());
    targetOfStaged.put(staged, target);
    try (OutputStream stream =
        new BufferedOutputStream(Files.newOutputStream(staged, StandardOpenOption.CREATE_NEW))) {
      content.writeTo(stream);
    } catch (IOException e) {
      throw new ZiparException("cannot write " + target + ": " + e, e);
    }
  }

  /**
   * Moves all files into place.
   *
   * @throws ZiparException if a move fails; files that were not there before are then removed again
   */
  public synchronized void commit() {
    requireOpen();
    List<Path> fresh = new ArrayList<>();
    for (Map.Entry<Path, Path> file : targetOfStaged.entrySet()) {
      boolean isFresh = !Files.exists(file.getValue());
      try {
        Files.move(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        fresh.forEach(StagedOutput::remove);
        throw new ZiparException("cannot write " + file.getValue() + ": " + e, e);
      }
      if (isFresh) {
        fresh.add(file.getValue());
      }
    }
    targetOfStaged.clear();
    end();
  }

  /** Removes what was not committed. Closing twice, or after a commit, has no effect. */
  @Override
  public synchronized void close() {
    if (!ended) {
      targetOfStaged.keySet().forEach(StagedOutput::remove);
      end();
    }
  }

  private void end() {
    ended = true;
    for (int i = folders.size() - 1; i >= 0; i--) {
      folders.get(i).removeCreated();
    }
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the output was closed");
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Nothing more can be done, and the error that led here is about to be told.
      return;
    }
  }
}
