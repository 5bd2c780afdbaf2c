/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A folder that is created with its missing parents, and taken back where nothing was put into it.
 */
final class FolderPath {
  private final Path folder;
  private final List<Path> created = new ArrayList<>();

  private FolderPath(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure that the folder is there.
   *
   * @param option the option that asked for it, for errors
   * @param named what the option named: the folder, or a file in it
   * @param path the folder
   * @throws InvalidInputException if it cannot be created; what was created until then is removed
   */
  static FolderPath ensure(String option, Path named, Path path) {
    FolderPath result = new FolderPath(path.toAbsolutePath().normalize());
    try {
      result.create();
    } catch (IOException e) {
      result.removeCreated();
      throw unusable(option, named, e);
    }
    return result;
  }

  /** Words a failure of the file system for the user. */
  static InvalidInputException unusable(String option, Path path, IOException problem) {
    return new InvalidInputException(
        option + " " + path + ": cannot write there (" + SystemReason.of(problem) + ")", problem);
  }

  private void create() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = folder; each != null && !Files.isDirectory(each); each = each.getParent()) {
      missing.push(each);
    }
    for (Path each : missing) {
      Files.createDirectory(each);
      created.add(each);
    }
  }

  Path path() {
    return folder;
  }

  /** Removes the folders that were created here, innermost first, as long as they are empty. */
  void removeCreated() {
    for (int i = created.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(created.get(i));
      } catch (IOException e) {
        return;
      }
    }
  }
}
