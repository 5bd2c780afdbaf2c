/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets the level of the JDK's logging, which slf4j leads to, for the whole JVM. */
public final class Logging {
  private Logging() {}

  /**
   * Shows records of a level and above.
   *
   * @param level the least level shown
   */
  public static void show(Level level) {
    Logger root = LogManager.getLogManager().getLogger("");
    root.setLevel(level);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(level);
    }
  }
}
