/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.experiment.EvaluationReport;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.lab.ExperimentReport;
import io.zipar.evaluation.lab.ReportPage;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.pipeline.output.StagedOutput;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes what an experiment found. */
@Command(
    name = "report",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description =
        "Write report.html, one page that needs no network, report.md, .csv and .json into the"
            + " folder, with intervals, ratios to the baseline, and what is not comparable.")
public final class ExperimentReportCommand implements Callable<Integer> {
  private static final String NAME = "report";

  @Inject private Console console;
  @Inject private Provider<Measures> measures;

  @Parameters(paramLabel = "DIR", description = "The folder of the experiment.")
  private Path folder;

  /** Creates the command; its fields are injected. */
  public ExperimentReportCommand() {}

  @Override
  public Integer call() {
    ExperimentReport report = ExperimentReport.of(folder, measures.get());
    try (StagedOutput output = new StagedOutput()) {
      Path out = output.addFolder("DIR", folder);
      output.write(
          out.resolve(NAME + ".html"),
          EvaluationReport.text(List.of(new ReportPage(report).html().strip())));
      output.write(out.resolve(NAME + ".md"), EvaluationReport.text(report.markdown()));
      output.write(out.resolve(NAME + ".csv"), EvaluationReport.text(report.csv()));
      output.write(out.resolve(NAME + ".json"), new JsonFile(report.json()).content());
      output.commit();
    }
    console.print("wrote " + folder.resolve(NAME) + ".html, .md, .csv and .json");
    return 0;
  }
}
