/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import io.zipar.spi.support.OneLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Sets the level of the JDK's logging, which slf4j leads to, for the whole JVM. */
public final class Logging {
  private Logging() {}

  /** Records may quote from files and plugins: a line each, and nothing but what can be read. */
  private static final class PrintableFormatter extends Formatter {
    @Override
    public String format(LogRecord record) {
      return record.getLevel().getName()
          + " "
          + record.getLoggerName()
          + ": "
          + OneLine.of(formatMessage(record))
          + System.lineSeparator()
          + trace(record.getThrown());
    }

    private static String trace(Throwable thrown) {
      if (thrown == null) {
        return "";
      }
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text, true));
      return text.toString()
          .replace("\t", "    ")
          .lines()
          .map(OneLine::of)
          .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }
  }

  /** As the JDK's for the console, which would first prepare a formatter of its own. */
  private static final class ErrorStreamHandler extends Handler {
    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        System.err.print(getFormatter().format(record));
        System.err.flush();
      }
    }

    @Override
    public void flush() {
      System.err.flush();
    }

    @Override
    public void close() {}
  }

  /**
   * Shows records of a level and above on the stream of errors. The handlers that the JVM was
   * configured with stay, and get one format; where there is none, one is added.
   *
   * @param level the least level shown
   */
  public static void show(Level level) {
    Logger root = LogManager.getLogManager().getLogger("");
    if (root.getHandlers().length == 0) {
      root.addHandler(new ErrorStreamHandler());
    }
    root.setLevel(level);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(level);
      handler.setFormatter(new PrintableFormatter());
    }
  }
}
