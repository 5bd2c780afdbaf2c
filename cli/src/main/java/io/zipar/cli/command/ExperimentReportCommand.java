/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.ZiparException;
import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.experiment.EvaluationReport;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.lab.ExperimentReport;
import io.zipar.evaluation.lab.ReportPage;
import io.zipar.evaluation.lab.ReportPlots;
import io.zipar.evaluation.report.ContactSheet;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            + " folder, with intervals, ratios to the baseline, and what is not comparable, and"
            + " report-passes.png and report-seconds.png, quality against each of the two.")
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
    Optional<String> withoutFont = withoutFont();
    ExperimentReport report = ExperimentReport.of(folder, measures.get());
    ReportPlots plots = new ReportPlots(report, measures.get());
    try (StagedOutput output = new StagedOutput()) {
      Path out = output.addFolder("DIR", folder);
      output.write(
          out.resolve(NAME + ".html"),
          EvaluationReport.text(List.of(new ReportPage(report).html().strip())));
      output.write(out.resolve(NAME + ".md"), EvaluationReport.text(report.markdown()));
      output.write(out.resolve(NAME + ".csv"), EvaluationReport.text(report.csv()));
      output.write(out.resolve(NAME + ".json"), new JsonFile(report.json()).content());
      if (withoutFont.isEmpty()) {
        output.write(out.resolve(NAME + "-passes.png"), Pictures.png(plots.passes()));
        output.write(out.resolve(NAME + "-seconds.png"), Pictures.png(plots.seconds()));
      }
      output.commit();
    }
    withoutFont.ifPresent(why -> console.complain("plots as PNG are left out: " + why));
    String written = "wrote " + folder.resolve(NAME) + ".html, .md, .csv, .json";
    console.print(written + (withoutFont.isEmpty() ? ", -passes.png, -seconds.png" : ""));
    return 0;
  }

  /** Why nothing can be written into plots: the page needs no font of this machine. */
  private static Optional<String> withoutFont() {
    try {
      ContactSheet.requireFont();
      return Optional.empty();
    } catch (ZiparException e) {
      return Optional.of(e.getMessage());
    }
  }
}
