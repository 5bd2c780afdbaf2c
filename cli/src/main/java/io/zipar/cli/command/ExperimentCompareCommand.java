/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.lab.ExperimentCompare;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two experiments. */
@Command(
    name = "compare",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description =
        "Say which numbers of the combinations that two folders share may be compared, and show the"
            + " differences of those: the second's less the first's.")
public final class ExperimentCompareCommand implements Callable<Integer> {
  @Inject private Console console;
  @Inject private Provider<Measures> measures;

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of an experiment.")
  private Path first;

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder of another.")
  private Path second;

  /** Creates the command; its fields are injected. */
  public ExperimentCompareCommand() {}

  @Override
  public Integer call() {
    ExperimentCompare.compare(first, second, measures.get()).forEach(console::print);
    return 0;
  }
}
