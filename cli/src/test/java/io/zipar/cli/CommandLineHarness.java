/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import io.zipar.cli.fakes.FakePlugins;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs the command line on fakes, within the JVM of the test. */
public final class CommandLineHarness {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Interruption interruption;
  private final FakePlugins plugins;

  /**
   * Creates a harness.
   *
   * @param plugins what the commands find
   * @param interruption ends a command early
   */
  public CommandLineHarness(FakePlugins plugins, Interruption interruption) {
    this.plugins = plugins;
    this.interruption = interruption;
  }

  /** A harness with a codebook that fits the model. */
  static CommandLineHarness plain() {
    return new CommandLineHarness(new FakePlugins(8, pass -> {}), new Interruption());
  }

  int run(String... args) {
    Console console = Console.plain(new PrintWriter(out, true), new PrintWriter(err, true));
    return Main.run(args, console, interruption, plugins);
  }

  String out() {
    return out.toString();
  }

  List<String> errorLines() {
    return err.toString().lines().toList();
  }

  FakePlugins plugins() {
    return plugins;
  }
}
