/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.support;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.nio.file.Path;

/** What is said of a file of a training that cannot be read again. */
@ApiStatus.Experimental(since = "0.1")
public final class BrokenFile {
  private static final int MAX_REASON = 200;

  private BrokenFile() {}

  /**
   * The complaint about a file that cannot be gone on from.
   *
   * @param file the file
   * @param reason what reading it failed with
   * @return to be thrown
   */
  public static InvalidInputException error(Path file, Exception reason) {
    return new InvalidInputException(
        file
            + ": is broken, or of another training ("
            + OneLine.of(OneLine.message(reason), MAX_REASON)
            + "); remove it to train this part anew",
        reason);
  }
}
