/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.GeneratedImage;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.report.ContactSheet;
import io.zipar.evaluation.report.GenerationReport;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.report.ReportHeader;
import io.zipar.evaluation.report.SheetRow;
import io.zipar.evaluation.report.StrategyTable;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.StrategyResult;
import io.zipar.pipeline.Watch;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs several strategies on the same images and shows what they yield side by side. */
final class Comparison {
  static final String SHEET_FILE = "contact-sheet.png";

  private final ModelFiles files;
  private final Watch watch;
  private final Console console;
  private final Interruption interruption;
  private final InstantSource clock;

  @Inject
  Comparison(
      ModelFiles files,
      Watch watch,
      Console console,
      Interruption interruption,
      InstantSource clock) {
    this.files = files;
    this.watch = watch;
    this.console = console;
    this.interruption = interruption;
    this.clock = clock;
  }

  /** Writes the contact sheet to the folder and the report, if wanted; prints the table. */
  void run(
      String command,
      ModelChoice choice,
      ImageOrder order,
      List<StrategyChoice> strategies,
      Path out,
      Optional<Path> report) {
    Instant started = clock.instant();
    ContactSheet.requireFont();
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path sheetFile = output.addFile("--out", out.resolve(SHEET_FILE));
      Optional<Path> reportFile = report.map(file -> output.addFile("--report", file));
      try (Prepared prepared = Prepared.of(files, choice, order, strategies)) {
        Pipeline pipeline = prepared.pipeline();
        ImagePlan plan = prepared.plan();
        ReportHeader header = new ReportHeader(command, started, pipeline, plan, prepared.load());
        if (!pipeline.paints()) {
          console.print("no image tokenizer (--vq, or vq.* beside the model): no contact sheet");
        }
        pipeline.warmUp(plan, strategies.get(0), watch);
        List<StrategyResult> results = new ArrayList<>();
        for (StrategyChoice strategy : strategies) {
          results.add(pipeline.run(plan, strategy, watch));
        }
        if (pipeline.paints()) {
          output.write(sheetFile, Pictures.png(sheet(pipeline, results).paint()));
        }
        reportFile.ifPresent(
            file ->
                output.write(
                    file, new JsonFile(GenerationReport.compare(header, results)).content()));
        interruption.throwIfCancelled();
        output.commit();
        StrategyTable.compare(results).lines().forEach(console::print);
        StrategyTable.notes(results.get(0)).forEach(console::print);
        if (pipeline.paints()) {
          console.print("wrote " + out.resolve(SHEET_FILE));
        }
        report.ifPresent(file -> console.print("wrote " + file));
      }
    }
  }

  private ContactSheet sheet(Pipeline pipeline, List<StrategyResult> results) {
    List<SheetRow> rows = new ArrayList<>();
    for (StrategyResult result : results) {
      List<BufferedImage> pictures = new ArrayList<>();
      for (GeneratedImage image : result.images()) {
        interruption.throwIfCancelled();
        pictures.add(Pictures.of(Pictures.strip(pipeline.decodeFrames(image))));
      }
      String passes = result.metrics().forwardPasses() + " passes";
      String seconds =
          Numbers.fixed(Numbers.seconds(result.metrics().totalNanos()), 2) + " seconds";
      rows.add(new SheetRow(result.strategy().toString(), List.of(passes, seconds), pictures));
    }
    List<String> titles =
        results.get(0).images().stream()
            .map(
                image ->
                    pipeline.title(image.request().conditioning())
                        + ", seed "
                        + image.request().seed())
            .toList();
    return new ContactSheet(titles, rows);
  }
}
