/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.GeneratedImage;
import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.report.ContactSheet;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.evaluation.report.Numbers;
import io.zipar.evaluation.report.RunContext;
import io.zipar.evaluation.report.RunReport;
import io.zipar.evaluation.report.RunTable;
import io.zipar.evaluation.report.SheetRow;
import io.zipar.pipeline.BatchRunner;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.Interruption;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelOpener;
import io.zipar.pipeline.OpenedModel;
import io.zipar.pipeline.RunResult;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import io.zipar.spi.ImageTokenizer;
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

  private final ModelOpener opener;
  private final BatchRunner runner;
  private final Console console;
  private final Interruption interruption;
  private final InstantSource clock;

  @Inject
  Comparison(
      ModelOpener opener,
      BatchRunner runner,
      Console console,
      Interruption interruption,
      InstantSource clock) {
    this.opener = opener;
    this.runner = runner;
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
      long loading = System.nanoTime();
      try (OpenedModel opened = opener.open(choice, order, strategies)) {
        RunContext context =
            new RunContext(command, started, choice, opened, System.nanoTime() - loading);
        if (!opened.paints()) {
          console.print("no image tokenizer (--vq, or vq.* beside the model): no contact sheet");
        }
        runner.warmUp(opened, opened.plan(), strategies.get(0));
        List<RunResult> results = new ArrayList<>();
        for (StrategyChoice strategy : strategies) {
          results.add(runner.run(opened, strategy));
        }
        opened
            .tokenizer()
            .ifPresent(
                tokenizer ->
                    output.write(
                        sheetFile, Pictures.png(sheet(choice, tokenizer, results).paint())));
        reportFile.ifPresent(
            file ->
                output.write(file, new JsonFile(RunReport.compare(context, results)).content()));
        interruption.throwIfCancelled();
        output.commit();
        RunTable.compare(results).lines().forEach(console::print);
        RunTable.notes(results.get(0)).forEach(console::print);
        if (opened.paints()) {
          console.print("wrote " + out.resolve(SHEET_FILE));
        }
        report.ifPresent(file -> console.print("wrote " + file));
      }
    }
  }

  private ContactSheet sheet(
      ModelChoice choice, ImageTokenizer tokenizer, List<RunResult> results) {
    List<SheetRow> rows = new ArrayList<>();
    for (RunResult result : results) {
      List<BufferedImage> pictures = new ArrayList<>();
      for (GeneratedImage image : result.images()) {
        interruption.throwIfCancelled();
        pictures.add(Pictures.of(tokenizer.decode(image.grid(), image.tokens())));
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
                    choice.title(image.request().conditioning())
                        + ", seed "
                        + image.request().seed())
            .toList();
    return new ContactSheet(titles, rows);
  }
}
