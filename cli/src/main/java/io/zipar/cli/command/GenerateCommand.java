/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonObject;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.replay.TraceFile;
import io.zipar.evaluation.replay.TraceRecorder;
import io.zipar.evaluation.report.GenerationReport;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.evaluation.report.ReportHeader;
import io.zipar.evaluation.report.StrategyTable;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.StrategyResult;
import io.zipar.pipeline.Watch;
import io.zipar.pipeline.output.StagedOutput;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates images: one PNG file for each, and a table of what the strategy saved. */
@Command(
    name = "generate",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = "Generate images from a checkpoint with a decoding strategy.")
public final class GenerateCommand implements TerminalCommand {
  private static final String TOKENS_FILE = "tokens.json";

  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Watch watch;
  @Inject private Console console;
  @Inject private Interruption interruption;
  @Inject private InstantSource clock;

  @Mixin private ModelOptions modelOptions;
  @Mixin private BackendOptions backendOptions;
  @Mixin private ImageOptions imageOptions;
  @Mixin private OutputOptions outputOptions;

  @Option(
      names = "--strategy",
      paramLabel = "NAME[:OPTIONS]",
      required = true,
      description = "Decoding strategy, for example zipar:window=16; see 'zipar strategies'.")
  private String strategyText;

  @Option(
      names = "--trace",
      paramLabel = "FILE.jsonl",
      description = "Also write what every pass did, for 'zipar replay' and other programs.")
  private Path trace;

  @Mixin private TraceOptions traceOptions;

  /** Creates the command; its fields are injected. */
  public GenerateCommand() {}

  @Override
  public Integer call() {
    Instant started = clock.instant();
    StrategyChoice strategy = StrategyChoice.parse(strategyText, catalog.strategies());
    ModelChoice choice = modelOptions.choose(backendOptions.choose(catalog.backends()));
    ImageOrder order = imageOptions.order();
    if (traceOptions.withAttention() && trace == null) {
      throw new InvalidInputException("--attention goes with --trace");
    }
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path folder = output.addFolder(OutputOptions.FOLDER, outputOptions.folder());
      Optional<Path> reportFile =
          outputOptions.report().map(file -> output.addFile(OutputOptions.REPORT, file));
      Optional<Path> traceFile =
          Optional.ofNullable(trace).map(file -> output.addFile("--trace", file));
      try (Prepared prepared = Prepared.of(files, choice, order, List.of(strategy))) {
        Pipeline pipeline = prepared.pipeline();
        ReportHeader header =
            new ReportHeader("generate", started, pipeline, prepared.plan(), prepared.load());
        if (!pipeline.paints()) {
          console.print(
              "no image tokenizer (--vq, or vq.* beside the model): writing tokens alone");
        }
        TraceRecorder recorder = traceOptions.recorder(prepared);
        Watch watching = trace == null ? watch : watch.with(recorder);
        StrategyResult result = pipeline.run(prepared.plan(), strategy, watching);
        traceFile.ifPresent(
            file -> output.write(file, TraceFile.content(prepared.trace(recorder, strategy))));
        List<List<String>> pictures = writePictures(output, folder, pipeline, result);
        JsonObject json =
            GenerationReport.generate(
                header, result, pictures.stream().map(names -> names.get(0)).toList());
        Set<Path> jsonFiles = new LinkedHashSet<>();
        if (pictures.isEmpty()) {
          jsonFiles.add(folder.resolve(TOKENS_FILE));
        }
        if (reportFile.isPresent()) {
          jsonFiles.add(reportFile.get());
        }
        jsonFiles.forEach(file -> output.write(file, new JsonFile(json).content()));
        interruption.throwIfCancelled();
        output.commit();
        print(result, pictures);
      }
    }
    return 0;
  }

  private List<List<String>> writePictures(
      StagedOutput output, Path folder, Pipeline pipeline, StrategyResult result) {
    List<List<String>> names = new ArrayList<>();
    PictureFiles files = new PictureFiles(output, folder);
    if (pipeline.paints()) {
      for (GeneratedImage image : result.images()) {
        interruption.throwIfCancelled();
        names.add(files.write(fileName(image.request()), pipeline.decodeFrames(image)));
      }
    }
    return names;
  }

  private static String fileName(ImageRequest request) {
    Conditioning conditioning = request.conditioning();
    String what = conditioning instanceof ClassLabel label ? "class-" + label.label() : "image";
    return what + "-seed-" + request.seed();
  }

  private void print(StrategyResult result, List<List<String>> pictures) {
    StrategyTable.generate(result).lines().forEach(console::print);
    StrategyTable.notes(result).forEach(console::print);
    if (pictures.isEmpty()) {
      console.print("wrote " + outputOptions.folder().resolve(TOKENS_FILE));
    } else {
      pictures.stream()
          .flatMap(List::stream)
          .forEach(name -> console.print("wrote " + outputOptions.folder().resolve(name)));
    }
  }
}
