/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.lab.ExperimentFile;
import io.zipar.evaluation.lab.ExperimentPlan;
import io.zipar.evaluation.report.Table;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what an experiment would take. */
@Command(
    name = "plan",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description =
        "List the combinations of an experiment, with images, shards, passes of a batch and an"
            + " estimate of the time, for which a few passes of each are run.")
public final class ExperimentPlanCommand implements Callable<Integer> {
  @Inject private LabContexts contexts;
  @Inject private Console console;

  @Parameters(paramLabel = "FILE", description = "The experiment, JSON with comments.")
  private Path file;

  /** Creates the command; its fields are injected. */
  public ExperimentPlanCommand() {}

  @Override
  public Integer call() {
    List<ExperimentPlan.Line> lines =
        new ExperimentPlan(contexts.of("")).of(ExperimentFile.read(file));
    new Table(
            List.of("combination", "images", "shards", "passes", "time"),
            lines.stream().map(ExperimentPlan.Line::cells).toList())
        .lines()
        .forEach(console::print);
    double seconds = lines.stream().mapToDouble(line -> line.seconds().orElse(0)).sum();
    int images = lines.stream().mapToInt(ExperimentPlan.Line::images).sum();
    console.print(
        lines.size()
            + " combinations, "
            + images
            + " images, "
            + ExperimentPlan.time(seconds)
            + " on this machine, without measures");
    return lines.stream().allMatch(line -> line.problem().isEmpty()) ? 0 : Failures.FAILED;
  }
}
