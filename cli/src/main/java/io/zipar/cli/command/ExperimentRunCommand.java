/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.lab.EngineChoice;
import io.zipar.evaluation.lab.Experiment;
import io.zipar.evaluation.lab.ExperimentFile;
import io.zipar.evaluation.lab.ExperimentRun;
import io.zipar.evaluation.lab.Slice;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment. */
@Command(
    name = "run",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Generate what is not there yet, and measure what was not measured. Whatever ends a run, the"
          + " same command does the rest.",
      "A combination that fails does not keep the others from being run; the exit code is 1 then."
    })
public final class ExperimentRunCommand implements Callable<Integer> {
  @Inject private LabContexts contexts;
  @Inject private Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The experiment, JSON with comments.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for everything that is kept, created where it is missing.")
  private Path out;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Generate one of N parts alone, for example 1/4 on the first of four machines, each with"
              + " a folder of its own; 'zipar experiment merge' joins them.")
  private String shard;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "local",
      showDefaultValue = Help.Visibility.ALWAYS,
      description =
          "What generates: local is this process, spark[:MASTER] an Apache Spark of its own here or"
              + " the cluster of that master. Where Spark is not there yet it is fetched.")
  private String engine;

  @Option(
      names = "--measures",
      paramLabel = "NAME",
      split = ",",
      description = "Measures in place of those of the file.")
  private List<String> measures;

  /** Creates the command; its fields are injected. */
  public ExperimentRunCommand() {}

  @Override
  public Integer call() {
    Slice slice = shard == null ? Slice.ALL : Slice.parse(shard);
    EngineChoice choice = EngineChoice.parse(engine);
    Experiment read = ExperimentFile.read(file);
    Experiment experiment = measures == null ? read : read.withMeasures(measures);
    String command = String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    List<String> failures =
        new ExperimentRun(contexts.of(command)).run(experiment, out, slice, choice);
    if (failures.isEmpty()) {
      console.print("everything is in " + out);
      return 0;
    }
    console.complain(failures.size() + " combinations failed; the first: " + failures.get(0));
    return Failures.FAILED;
  }
}
