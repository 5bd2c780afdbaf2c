/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.support;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files of a training: each is whole or as it was, however the program ends. */
@ApiStatus.Experimental(since = "0.1")
public final class WholeFile {
  private WholeFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything.
     *
     * @param target where to; the caller closes it
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream target) throws IOException;
  }

  /**
   * Writes a file beside its place, and moves it there.
   *
   * @param file the target, replaced where it exists
   * @param content its content
   * @throws IOException if it cannot be written; the target is as it was
   */
  public static void write(Path file, Content content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      content.writeTo(out);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes a text.
   *
   * @param file the target, replaced where it exists
   * @param text its content
   * @throws IOException if it cannot be written; the target is as it was
   */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The complaint about a file that cannot be gone on from.
   *
   * @param file the file
   * @param reason what reading it failed with
   * @return to be thrown
   */
  public static InvalidInputException broken(Path file, Exception reason) {
    return new InvalidInputException(
        file
            + ": is broken, or of another training ("
            + OneLine.of(OneLine.message(reason), 200)
            + "); remove it to train this part anew",
        reason);
  }
}
