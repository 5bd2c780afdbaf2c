/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.lab.ExperimentStatus;
import io.zipar.evaluation.report.Table;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says how far an experiment is. */
@Command(
    name = "status",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = "Say how far each combination is; also while it is being run.")
public final class ExperimentStatusCommand implements Callable<Integer> {
  @Inject private Console console;

  @Parameters(paramLabel = "DIR", description = "The folder of the experiment.")
  private Path folder;

  /** Creates the command; its fields are injected. */
  public ExperimentStatusCommand() {}

  @Override
  public Integer call() {
    List<ExperimentStatus> all = ExperimentStatus.of(folder);
    new Table(
            List.of("combination", "shards", "images", "state"),
            all.stream().map(ExperimentStatusCommand::cells).toList())
        .lines()
        .forEach(console::print);
    return 0;
  }

  private static List<String> cells(ExperimentStatus status) {
    return List.of(
        status.name(),
        status.shards() + "/" + status.allShards(),
        status.images() + "/" + status.allImages(),
        status
            .failure()
            .map(reason -> "failed: " + reason)
            .orElse(status.isComplete() ? "complete" : "not complete"));
  }
}
