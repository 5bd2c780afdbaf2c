/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why the file system refused something, in its own words where it has any. */
@ApiStatus.Experimental(since = "0.1")
public final class SystemReason {
  private SystemReason() {}

  /**
   * The reason for a failure.
   *
   * @param problem what a call of the file system threw, or what was thrown because of that
   * @return a few words, for example {@code No space left on device}
   */
  public static String of(IOException problem) {
    Throwable root = OneLine.rootOf(problem);
    if (root instanceof AccessDeniedException) {
      return "access denied";
    }
    if (root instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    if (root instanceof NoSuchFileException) {
      return "no such folder, and none can be made";
    }
    if (root instanceof FileSystemException named && named.getReason() != null) {
      return OneLine.of(named.getReason());
    }
    return OneLine.message(root);
  }
}
