/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.PluginException;
import io.zipar.ZiparException;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.pipeline.CancelledException;
import io.zipar.pipeline.UnusableSettingException;
import io.zipar.spi.support.OneLine;
import picocli.CommandLine.ParameterException;

/** Turns what ended a command into one line for the user and an exit code. */
public final class Failures {
  /** The input cannot be used. */
  public static final int BAD_INPUT = 2;

  /** Something else failed. */
  public static final int FAILED = 1;

  /** The user interrupted the command: 128 and the number of the signal, as shells have it. */
  public static final int INTERRUPTED = 130;

  private final Console console;
  private final Interruption interruption;
  private final boolean verbose;

  /**
   * Creates the reporter.
   *
   * @param console where to print
   * @param interruption knows why a command was cancelled
   * @param verbose whether to print stack traces
   */
  public Failures(Console console, Interruption interruption, boolean verbose) {
    this.console = console;
    this.interruption = interruption;
    this.verbose = verbose;
  }

  /**
   * Reports what ended a command.
   *
   * @param failure what was thrown
   * @return the exit code
   */
  public int report(Exception failure) {
    if (failure instanceof UnusableSettingException unusable) {
      return complain(BAD_INPUT, failure, OptionNames.say(unusable));
    }
    if (failure instanceof InvalidInputException || failure instanceof ParameterException) {
      return complain(BAD_INPUT, failure, OneLine.message(failure));
    }
    if (failure instanceof CancelledException cancelled) {
      return report(cancelled);
    }
    if (failure instanceof PluginException && interruption.token().isCancelled()) {
      return reportAbandoned(failure);
    }
    if (failure instanceof ZiparException) {
      return complain(FAILED, failure, OneLine.message(failure));
    }
    return complain(FAILED, failure, unexpected(failure));
  }

  private int report(CancelledException cancelled) {
    String what =
        OneLine.message(cancelled) + (cancelled.kept().isPresent() ? "" : ", nothing was written");
    return interruption
        .deadline()
        .map(
            time ->
                complain(
                    FAILED,
                    cancelled,
                    "the deadline of " + time.toMillis() / 1000.0 + " s has passed: " + what))
        .orElseGet(() -> complain(INTERRUPTED, cancelled, what));
  }

  /** What the command waited for did not end: that is why it was left, not why it ended. */
  private int reportAbandoned(Exception failure) {
    return interruption
        .deadline()
        .map(
            time ->
                complain(
                    FAILED,
                    failure,
                    "the deadline of "
                        + time.toMillis() / 1000.0
                        + " s has passed: "
                        + OneLine.message(failure)))
        .orElseGet(
            () ->
                complain(
                    INTERRUPTED,
                    failure,
                    "cancelled, nothing was written: " + OneLine.message(failure)));
  }

  /**
   * Reports that memory or native code failed.
   *
   * @param failure what was thrown
   * @return the exit code
   */
  public int report(Error failure) {
    if (failure instanceof OutOfMemoryError) {
      return complain(
          FAILED,
          failure,
          "out of memory ("
              + OneLine.message(failure)
              + "; the Java heap is limited to "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB): give the JVM more, for example ZIPAR_JAVA_OPTIONS=-Xmx8g, or ask for fewer"
              + " or smaller pictures at once");
    }
    return complain(FAILED, failure, unexpected(failure));
  }

  private String unexpected(Throwable failure) {
    String hint = verbose ? "" : " (--verbose prints the stack trace)";
    return "unexpected failure: " + OneLine.describe(failure) + hint;
  }

  private int complain(int exitCode, Throwable failure, String message) {
    console.complain(message);
    if (verbose) {
      console.trace(failure);
    }
    return exitCode;
  }
}
