/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file cannot be read. */
public final class FileProblem {
  private static final int MAX_REASON = 200;

  private FileProblem() {}

  /**
   * Makes an error about a file.
   *
   * @param file the file
   * @param e what the system answered
   * @return an exception of one line that names the file and the reason
   */
  public static InvalidInputException of(Path file, IOException e) {
    return new InvalidInputException(file + ": " + reason(file, e), e);
  }

  /**
   * Refuses what is no file to read from: a folder, a device, nothing at all.
   *
   * @param file where a file is expected
   * @throws InvalidInputException if there is none: one line that says what is there instead
   */
  public static void requireRegular(Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(file + ": is a folder, expected a file");
    }
    if (Files.notExists(file)) {
      throw new InvalidInputException(
          file
              + (Files.isSymbolicLink(file)
                  ? ": is a link to a file that does not exist"
                  : ": no such file"));
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": is a pipe or a device, expected a file");
    }
  }

  private static String reason(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read by this user";
    }
    if (Files.isDirectory(file)) {
      return "is a folder, expected a file";
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return "cannot be read" + (reason == null ? "" : ": " + OneLine.of(reason, MAX_REASON));
  }
}
