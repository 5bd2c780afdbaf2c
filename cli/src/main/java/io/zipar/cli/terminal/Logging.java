/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import io.zipar.spi.support.OneLine;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** Sets the level of the JDK's logging, which slf4j leads to, for the whole JVM. */
public final class Logging {
  private Logging() {}

  /** Records may quote from files and plugins: a line each, and nothing but what can be read. */
  private static final class PrintableFormatter extends SimpleFormatter {
    @Override
    public String formatMessage(LogRecord record) {
      return OneLine.of(super.formatMessage(record));
    }

    @Override
    public String format(LogRecord record) {
      return super.format(record)
          .replace("\t", "    ")
          .lines()
          .map(OneLine::of)
          .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }
  }

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
      handler.setFormatter(new PrintableFormatter());
    }
  }
}
