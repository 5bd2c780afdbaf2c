/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.cli.terminal.Console;
import io.zipar.spi.support.OneLine;

/** What a listing cannot list: one plugin that does not work does not hide the others. */
final class ListingProblems {
  private final Console console;
  private int exitCode;

  ListingProblems(Console console) {
    this.console = console;
  }

  void add(ZiparException problem) {
    console.complain(OneLine.message(problem));
    boolean isInput = problem instanceof InvalidInputException;
    exitCode = Math.max(exitCode, isInput ? Failures.BAD_INPUT : Failures.FAILED);
  }

  /** Lists one plugin, or tells why it cannot be listed. */
  void attempt(Runnable listing) {
    try {
      listing.run();
    } catch (ZiparException e) {
      add(e);
    }
  }

  int exitCode() {
    return exitCode;
  }
}
