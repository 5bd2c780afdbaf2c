/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import com.google.inject.AbstractModule;
import io.zipar.RunLimits;
import io.zipar.cli.command.ZiparCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.cli.terminal.ProgressBars;
import io.zipar.pipeline.Progress;
import io.zipar.pipeline.Watch;
import java.time.Duration;
import java.time.InstantSource;

/** Wires the command to the person in front of it. */
public final class TerminalModule extends AbstractModule {
  /** A person who interrupts a run hears soon what it waits for. */
  private static final RunLimits LIMITS = RunLimits.NONE.withGrace(Duration.ofSeconds(2));

  private final Console console;
  private final Interruption interruption;
  private final ZiparCommand root;

  /**
   * Creates the module.
   *
   * @param console where to print
   * @param interruption what Ctrl-C does
   * @param root the options of every command
   */
  public TerminalModule(Console console, Interruption interruption, ZiparCommand root) {
    this.console = console;
    this.interruption = interruption;
    this.root = root;
  }

  @Override
  protected void configure() {
    bind(Console.class).toInstance(console);
    bind(ZiparCommand.class).toInstance(root);
    bind(Interruption.class).toInstance(interruption);
    bind(InstantSource.class).toInstance(InstantSource.system());
    Progress progress = console.interactive() ? new ProgressBars(console) : Progress.NONE;
    bind(Watch.class).toInstance(new Watch(progress, interruption.token(), LIMITS));
  }
}
