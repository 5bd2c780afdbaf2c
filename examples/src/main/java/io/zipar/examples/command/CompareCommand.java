/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.command;

import io.zipar.GeneratedImage;
import io.zipar.examples.output.ContactSheet;
import io.zipar.examples.output.JsonFile;
import io.zipar.examples.output.Numbers;
import io.zipar.examples.output.Pictures;
import io.zipar.examples.output.SheetRow;
import io.zipar.examples.output.StagedOutput;
import io.zipar.examples.report.RunContext;
import io.zipar.examples.report.RunReport;
import io.zipar.examples.report.RunTable;
import io.zipar.examples.run.BatchRunner;
import io.zipar.examples.run.Catalog;
import io.zipar.examples.run.Console;
import io.zipar.examples.run.ImagePlan;
import io.zipar.examples.run.Interruption;
import io.zipar.examples.run.ModelChoice;
import io.zipar.examples.run.ModelOpener;
import io.zipar.examples.run.OpenedModel;
import io.zipar.examples.run.RunResult;
import io.zipar.examples.run.StrategyChoice;
import io.zipar.spi.ImageTokenizer;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates the same images by several strategies, and shows them side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Generate the same images by several strategies: one contact sheet and one table.",
      "Agreement is the share of tokens that equal those of the first strategy."
    })
public final class CompareCommand implements Callable<Integer> {
  private static final String SHEET_FILE = "contact-sheet.png";

  private final Catalog catalog;
  private final ModelOpener opener;
  private final BatchRunner runner;
  private final Console console;
  private final Interruption interruption;
  private final InstantSource clock;

  @Mixin private ModelOptions modelOptions;
  @Mixin private BackendOptions backendOptions;
  @Mixin private ImageOptions imageOptions;

  @Option(
      names = "--strategy",
      paramLabel = "NAME[:OPTIONS]",
      required = true,
      description = "Decoding strategy, given several times; see 'zipar strategies'.")
  private List<String> strategyTexts;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the contact sheet, created where it is missing.")
  private Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE.json",
      description = "Also write settings, timings, tokens and passes to this file.")
  private Path report;

  @Inject
  CompareCommand(
      Catalog catalog,
      ModelOpener opener,
      BatchRunner runner,
      Console console,
      Interruption interruption,
      InstantSource clock) {
    this.catalog = catalog;
    this.opener = opener;
    this.runner = runner;
    this.console = console;
    this.interruption = interruption;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant started = clock.instant();
    var found = catalog.strategies();
    List<StrategyChoice> strategies =
        strategyTexts.stream().map(text -> StrategyChoice.parse(text, found)).toList();
    ModelChoice choice = modelOptions.choose(backendOptions.choose(catalog.backends()));
    ImagePlan plan = imageOptions.plan();
    ContactSheet.requireFont();
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path sheetFile = output.addFile("--out", out.resolve(SHEET_FILE));
      Path reportFile = report == null ? null : output.addFile("--report", report);
      long loading = System.nanoTime();
      try (OpenedModel opened = opener.open(choice, plan, strategies)) {
        RunContext context =
            new RunContext("compare", started, choice, opened, plan, System.nanoTime() - loading);
        if (opened.tokenizer().isEmpty()) {
          console.print("no image tokenizer (--vq, or vq.* beside the model): no contact sheet");
        }
        runner.warmUp(opened, plan, strategies.get(0));
        List<RunResult> results = new ArrayList<>();
        for (StrategyChoice strategy : strategies) {
          results.add(runner.run(opened, plan, strategy));
        }
        if (opened.tokenizer().isPresent()) {
          ContactSheet sheet = sheet(opened.tokenizer().get(), results);
          output.write(sheetFile, Pictures.png(sheet.paint()));
        }
        if (reportFile != null) {
          output.write(reportFile, new JsonFile(RunReport.compare(context, results)).content());
        }
        interruption.throwIfCancelled();
        output.commit();
        print(results, opened.tokenizer().isPresent());
      }
    }
    return 0;
  }

  private ContactSheet sheet(ImageTokenizer tokenizer, List<RunResult> results) {
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
                    image.request().conditioning().describe() + ", seed " + image.request().seed())
            .toList();
    return new ContactSheet(titles, rows);
  }

  private void print(List<RunResult> results, boolean hasSheet) {
    RunTable.compare(results).lines().forEach(console::print);
    RunTable.notes(results.get(0)).forEach(console::print);
    if (hasSheet) {
      console.print("wrote " + out.resolve(SHEET_FILE));
    }
  }
}
