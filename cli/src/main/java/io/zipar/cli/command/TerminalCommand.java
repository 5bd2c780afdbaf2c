/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import java.util.concurrent.Callable;

/**
 * A command of the command line: a service of this module, annotated with its name and its options.
 * A new one is its class and its entry among the services, and no other place names it. It is
 * created when it is the one that is run or helped with, and Guice injects its fields.
 */
public interface TerminalCommand extends Callable<Integer> {
  /**
   * Runs the command.
   *
   * @return the exit code
   */
  @Override
  Integer call();
}
