/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.terminal;

import java.io.PrintWriter;

/**
 * Where the command line prints.
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
    out.println(line);
    out.flush();
  }

  /**
   * Prints a line about what went wrong.
   *
   * @param line the line
   */
  public void complain(String line) {
    err.println("zipar: " + line);
    err.flush();
  }
}
