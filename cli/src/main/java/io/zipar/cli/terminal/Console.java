/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import io.zipar.spi.support.OneLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

/**
 * Where the command line prints. What comes from files, plugins and options may hold anything: no
 * control character gets past this class.
 *
 * @param out results
 * @param err errors and progress
 * @param interactive whether a person watches {@code err} on a terminal
 * @param columns width of that terminal
 */
public record Console(PrintWriter out, PrintWriter err, boolean interactive, int columns) {
  private static final int USUAL_COLUMNS = 80;

  /**
   * A console that nobody watches.
   *
   * @param out results
   * @param err errors
   * @return the console
   */
  public static Console plain(PrintWriter out, PrintWriter err) {
    return new Console(out, err, false, USUAL_COLUMNS);
  }

  /**
   * Prints a line of results.
   *
   * @param line the line
   */
  public void print(String line) {
    out.println(OneLine.printable(line));
    out.flush();
  }

  /**
   * Prints a line about what went wrong.
   *
   * @param message one line or several, which become one; cut where nobody would read on
   */
  public void complain(String message) {
    String line =
        message
            .lines()
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" "));
    err.println("zipar: " + OneLine.of(line));
    err.flush();
  }

  /**
   * Prints the stack trace of a failure, with all its causes.
   *
   * @param failure what was thrown
   */
  public void trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    try {
      failure.printStackTrace(new PrintWriter(trace));
    } catch (RuntimeException | Error e) {
      trace.append("  and its stack trace cannot be printed");
    }
    trace.toString().replace("\t", "    ").lines().map(OneLine::of).forEach(err::println);
    err.flush();
  }

  /**
   * Replaces the line on the terminal where progress stands.
   *
   * @param line the new line, may be empty
   */
  public void progress(String line) {
    err.print("\r" + OneLine.printable(line));
    err.flush();
  }
}
