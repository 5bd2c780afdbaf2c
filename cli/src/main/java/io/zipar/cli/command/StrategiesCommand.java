/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.pipeline.Catalog;
import io.zipar.plugin.Plugins;
import io.zipar.spi.DecodingStrategy;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the strategies. */
@Command(
    name = "strategies",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = "List the decoding strategies that are found, with their options and defaults.")
public final class StrategiesCommand implements TerminalCommand {
  @Inject private Catalog catalog;
  @Inject private Console console;

  /** Creates the command; its fields are injected. */
  public StrategiesCommand() {}

  @Override
  public Integer call() {
    ListingProblems problems = new ListingProblems(console);
    for (DecodingStrategy strategy : catalog.strategies(problems::add).all()) {
      problems.attempt(
          () ->
              PluginListing.lines(
                      strategy.name(),
                      strategy.summary(),
                      Plugins.origin(strategy),
                      List.of(),
                      strategy.options())
                  .forEach(console::print));
    }
    return problems.exitCode();
  }
}
