/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.lab.ExperimentMerge;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Joins the parts of an experiment. */
@Command(
    name = "merge",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Copy the shards of the other folders into the first, which is created where it is missing.",
      "Measure with 'zipar experiment run' afterwards, which then generates nothing."
    })
public final class ExperimentMergeCommand implements Callable<Integer> {
  @Inject private Console console;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "The folder that receives everything, and those of the parts.")
  private List<Path> folders;

  /** Creates the command; its fields are injected. */
  public ExperimentMergeCommand() {}

  @Override
  public Integer call() {
    if (folders.size() < 2) {
      throw new InvalidInputException(
          "give the folder that receives everything, and then those of the parts");
    }
    int copied = ExperimentMerge.merge(folders.get(0), folders.subList(1, folders.size()));
    console.print("copied " + copied + " shards into " + folders.get(0));
    return 0;
  }
}
