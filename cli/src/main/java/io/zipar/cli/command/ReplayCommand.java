/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.GeneratedImage;
import io.zipar.InvalidInputException;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.replay.ImageTrace;
import io.zipar.evaluation.replay.ReplayPage;
import io.zipar.evaluation.replay.ReplayPage.Panel;
import io.zipar.evaluation.replay.RunTrace;
import io.zipar.evaluation.replay.TraceFile;
import io.zipar.evaluation.replay.TraceRecorder;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Watch;
import io.zipar.pipeline.output.Pictures;
import io.zipar.pipeline.output.StagedOutput;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a page that plays what strategies do to one image, side by side. */
@Command(
    name = "replay",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Make a page that plays how strategies decode one image, side by side.",
      "Either runs the strategies, or reads traces that 'zipar generate --trace' or another program"
          + " wrote. The page is one file and needs no network."
    })
public final class ReplayCommand implements TerminalCommand {
  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Watch watch;
  @Inject private Console console;
  @Inject private Interruption interruption;

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions modelOptions;
  @Mixin private BackendOptions backendOptions;
  @Mixin private ImageOptions imageOptions;

  @Mixin private TraceOptions traceOptions;

  @Parameters(
      arity = "0..*",
      paramLabel = "TRACE.jsonl",
      description = "Traces to show instead of running strategies; of each, the first image.")
  private List<Path> traces = List.of();

  @Option(
      names = "--strategy",
      paramLabel = "NAME[:OPTIONS]",
      description = "Decoding strategy, given several times; see 'zipar strategies'.")
  private List<String> strategyTexts = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      required = true,
      description = "The page, in a folder that is created where it is missing.")
  private Path out;

  /** Creates the command; its fields are injected. */
  public ReplayCommand() {}

  @Override
  public Integer call() {
    if (traceOptions.withAttention() && strategyTexts.isEmpty()) {
      throw new InvalidInputException("--attention goes with --strategy: a trace has it or not");
    }
    if (strategyTexts.isEmpty() == traces.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "name strategies to run (--strategy), or traces to show, one of the two");
    }
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path page = output.addFile("--out", out);
      List<Panel> panels = traces.isEmpty() ? run() : read();
      output.write(page, ReplayPage.content(panels));
      interruption.throwIfCancelled();
      output.commit();
      for (Panel panel : panels) {
        ImageTrace image = panel.run().images().get(panel.image());
        console.print(panel.run().strategy() + ": " + image.passes().size() + " passes");
      }
      console.print("wrote " + out);
    }
    return 0;
  }

  private List<Panel> read() {
    List<Panel> panels = new ArrayList<>();
    for (Path file : traces) {
      RunTrace trace = TraceFile.read(file);
      if (!panels.isEmpty() && !panels.get(0).run().grid().equals(trace.grid())) {
        throw new InvalidInputException(
            file
                + ": its grid is "
                + trace.grid()
                + ", that of "
                + traces.get(0)
                + " is "
                + panels.get(0).run().grid()
                + "; traces side by side have the same");
      }
      panels.add(new Panel(trace, 0, Optional.empty()));
    }
    return panels;
  }

  private List<Panel> run() {
    var found = catalog.strategies();
    List<StrategyChoice> strategies =
        strategyTexts.stream().map(text -> StrategyChoice.parse(text, found)).toList();
    ModelChoice choice = modelOptions.choose(backendOptions.choose(catalog.backends()));
    ImageOrder order = imageOptions.order();
    try (Prepared prepared = Prepared.of(files, choice, order, strategies)) {
      if (prepared.plan().images().size() != 1) {
        throw new InvalidInputException(
            "a page plays one image, and "
                + prepared.plan().images().size()
                + " are asked for; name one class or prompt, and leave --count at 1");
      }
      prepared.load();
      Pipeline pipeline = prepared.pipeline();
      pipeline.warmUp(prepared.plan(), strategies.get(0), watch);
      List<RunTrace> runs = new ArrayList<>();
      List<GeneratedImage> images = new ArrayList<>();
      for (StrategyChoice strategy : strategies) {
        TraceRecorder recorder = traceOptions.recorder(prepared);
        images.addAll(pipeline.run(prepared.plan(), strategy, watch.with(recorder)).images());
        runs.add(prepared.trace(recorder, strategy));
      }
      List<Panel> panels = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        interruption.throwIfCancelled();
        Optional<byte[]> picture =
            pipeline.paints() ? Optional.of(png(pipeline, images.get(i))) : Optional.empty();
        panels.add(new Panel(runs.get(i), 0, picture));
      }
      return panels;
    }
  }

  private static byte[] png(Pipeline pipeline, GeneratedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Pictures.png(Pictures.of(pipeline.decode(image))).writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }
}
