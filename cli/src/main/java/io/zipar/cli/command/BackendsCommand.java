/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.pipeline.Catalog;
import io.zipar.plugin.Plugins;
import io.zipar.spi.Availability;
import io.zipar.spi.ModelBackend;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the backends. */
@Command(
    name = "backends",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = "List the model backends that are found, with their options and defaults.")
public final class BackendsCommand implements TerminalCommand {
  @Inject private Catalog catalog;
  @Inject private Console console;

  /** Creates the command; its fields are injected. */
  public BackendsCommand() {}

  @Override
  public Integer call() {
    ListingProblems problems = new ListingProblems(console);
    for (ModelBackend backend : catalog.backends(problems::add).all()) {
      problems.attempt(
          () ->
              PluginListing.lines(
                      backend.name(),
                      backend.summary(),
                      Plugins.origin(backend),
                      remarks(backend),
                      backend.options())
                  .forEach(console::print));
    }
    return problems.exitCode();
  }

  private static List<String> remarks(ModelBackend backend) {
    List<String> remarks = new ArrayList<>();
    Availability availability = backend.availability();
    String reason = availability.reason().isEmpty() ? "" : ": " + availability.reason();
    remarks.add((availability.usable() ? "usable here" : "cannot run here") + reason);
    backend
        .builtInModel()
        .ifPresent(source -> remarks.add("needs no --model: brings " + source.describe()));
    return remarks;
  }
}
