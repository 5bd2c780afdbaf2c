/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.spi.TerminalCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Experiments that are files. */
@Command(
    name = "experiment",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    subcommands = {
      ExperimentPlanCommand.class,
      ExperimentRunCommand.class,
      ExperimentStatusCommand.class,
      ExperimentMergeCommand.class,
      ExperimentReportCommand.class,
      ExperimentCompareCommand.class
    },
    description = {
      "Run experiments that are files: every combination of models, strategies and settings, in a"
          + " folder that survives whatever ends a run.",
      "See docs/experiments.md."
    })
public final class ExperimentCommand implements TerminalCommand {
  @Spec private CommandSpec spec;

  /** Creates the command. */
  public ExperimentCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "experiment: a command is missing: "
            + String.join(", ", spec.subcommands().keySet())
            + "; see 'zipar experiment --help'");
  }
}
