/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.GenerationRequest;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.attention.AttentionFigure;
import io.zipar.evaluation.attention.AttentionMatrix;
import io.zipar.evaluation.attention.ColumnShare;
import io.zipar.evaluation.report.ContactSheet;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.evaluation.report.Numbers;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Watch;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import io.zipar.run.Generator;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws what tokens attend to. */
@Command(
    name = "attention",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description =
        "Draw what the tokens of images attend to: every token over all earlier ones, and the share"
            + " that falls on the same column of earlier rows, by distance.")
public final class AttentionCommand implements TerminalCommand {
  private static final String MATRIX_FILE = "attention.png";
  private static final String CURVE_FILE = "same-column.png";
  private static final String NUMBERS_FILE = "attention.json";

  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Watch watch;
  @Inject private Console console;
  @Inject private Interruption interruption;

  @Mixin private ModelOptions modelOptions;
  @Mixin private BackendOptions backendOptions;
  @Mixin private ImageOptions imageOptions;

  @Option(
      names = "--strategy",
      paramLabel = "NAME[:OPTIONS]",
      defaultValue = "ntp",
      description = "Decoding strategy; see 'zipar strategies'. Default: ${DEFAULT-VALUE}.")
  private String strategyText;

  @Mixin private LayerOptions layerOptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the pictures and numbers, created where it is missing.")
  private Path out;

  /** Creates the command. */
  public AttentionCommand() {}

  @Override
  public Integer call() {
    StrategyChoice strategy = StrategyChoice.parse(strategyText, catalog.strategies());
    ModelChoice choice = modelOptions.choose(backendOptions.choose(catalog.backends()));
    ContactSheet.requireFont();
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path folder = output.addFolder("--out", out);
      try (Prepared prepared =
          Prepared.of(files, choice, imageOptions.order(), List.of(strategy))) {
        prepared.load();
        List<Integer> chosen = layerOptions.of(prepared.pipeline());
        AttentionMatrix matrix = look(prepared, strategy, chosen);
        List<ColumnShare> shares = ColumnShare.of(matrix);
        write(output, folder, matrix, shares, chosen);
        interruption.throwIfCancelled();
        output.commit();
        print(shares);
      }
    }
    return 0;
  }

  private AttentionMatrix look(Prepared prepared, StrategyChoice strategy, List<Integer> chosen) {
    AttentionMatrix matrix = new AttentionMatrix(chosen, prepared.plan().grid());
    Generator generator = strategy.on(prepared.pipeline().model());
    for (GenerationRequest batch : prepared.plan().batches()) {
      generator.generate(batch, matrix, watch.cancellation(), watch.limits());
      watch.throwIfCancelled();
    }
    return matrix;
  }

  private void write(
      StagedOutput output,
      Path folder,
      AttentionMatrix matrix,
      List<ColumnShare> shares,
      List<Integer> chosen) {
    JsonArray numbers = new JsonArray();
    chosen.forEach(numbers::add);
    JsonObject json = new JsonObject();
    json.addProperty("strategy", strategyText);
    json.add("layers", numbers);
    AttentionFigure.numbers(matrix, shares).asMap().forEach(json::add);
    output.write(folder.resolve(NUMBERS_FILE), new JsonFile(json).content());
    output.write(folder.resolve(MATRIX_FILE), Pictures.png(AttentionFigure.picture(matrix)));
    if (!shares.isEmpty()) {
      String title = "attention to earlier rows, mean of layers " + numbers;
      output.write(folder.resolve(CURVE_FILE), Pictures.png(AttentionFigure.curve(shares, title)));
    }
  }

  private void print(List<ColumnShare> shares) {
    for (ColumnShare share : shares) {
      console.print(
          share.distance()
              + " rows above: "
              + Numbers.percent(share.sameColumn())
              + " on the same column, "
              + Numbers.percent(share.otherColumn())
              + " on another");
    }
    console.print("wrote " + out.resolve(MATRIX_FILE));
    if (!shares.isEmpty()) {
      console.print("wrote " + out.resolve(CURVE_FILE));
    }
    console.print("wrote " + out.resolve(NUMBERS_FILE));
  }
}
