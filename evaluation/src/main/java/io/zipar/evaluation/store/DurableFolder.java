/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import io.zipar.ZiparException;
import io.zipar.models.disk.DiskSteps;
import io.zipar.models.disk.WholeFile;
import io.zipar.models.disk.WholeFolder;
import io.zipar.pipeline.output.SystemReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * A folder of the store, in which files and folders appear whole or not at all, also if the process
 * or the machine ends in the middle. Used by one thread, under the lock of the store.
 */
final class DurableFolder {
  private final Path folder;
  private final DiskSteps steps;

  /**
   * Names the folder; nothing is touched.
   *
   * @param folder the folder
   * @param steps hears of each change before it is made
   */
  DurableFolder(Path folder, DiskSteps steps) {
    this.folder = folder;
    this.steps = Objects.requireNonNull(steps, "steps");
  }

  Path path() {
    return folder;
  }

  /** Creates it where it is missing, and removes what was never finished. */
  void begin() {
    try {
      Files.createDirectories(folder);
      WholeFolder.clear(folder);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Puts a file into its place, instead of one that may be there. */
  void putFile(String name, byte[] content) {
    Path target = folder.resolve(name);
    try (WholeFile file = WholeFile.beside(target, steps)) {
      file.write(ByteBuffer.wrap(content));
      file.put();
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** Puts a folder of files into its place; one that is there is removed. */
  void putFolder(String name, Map<String, byte[]> files) {
    Path target = folder.resolve(name);
    try {
      WholeFolder.put(target, files, steps);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  static ZiparException failure(Path target, IOException problem) {
    return new ZiparException("cannot write " + target + ": " + SystemReason.of(problem), problem);
  }
}
