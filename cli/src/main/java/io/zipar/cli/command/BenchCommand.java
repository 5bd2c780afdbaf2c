/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.GenerationRequest;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.Sampling;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.bench.BenchReport;
import io.zipar.evaluation.bench.BenchResult;
import io.zipar.evaluation.bench.Benchmark;
import io.zipar.evaluation.bench.MachineRates;
import io.zipar.evaluation.report.JsonFile;
import io.zipar.models.TransformerSource;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Watch;
import io.zipar.pipeline.output.StagedOutput;
import io.zipar.spi.TokenModel;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times strategies and backends on random weights of a real size. */
@Command(
    name = "bench",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Time strategies on random weights of a real size.",
      "Latency is that of a whole generation relative to the first line of the table. With --passes"
          + " only a sample of each generation's passes is run, spread evenly over it; the"
          + " strategies take turns pass by pass, and the seconds are an estimate.",
      "Where the number of passes depends on the model, random weights do not tell it: the table"
          + " shows from how many tokens a pass the strategy is faster than the first line, and"
          + " seconds with --tokens-per-pass."
    })
public final class BenchCommand implements TerminalCommand {
  @Inject private Catalog catalog;
  @Inject private ModelFiles files;
  @Inject private Console console;
  @Inject private Interruption interruption;
  @Inject private Watch watch;

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      required = true,
      description = "Architecture, for example GPT-L; see 'zipar models'.")
  private String architecture;

  @Option(
      names = "--strategy",
      paramLabel = "NAME[:OPTIONS]",
      required = true,
      description = "Decoding strategy, may be given several times; see 'zipar strategies'.")
  private List<String> strategyTexts;

  @Option(
      names = "--backend",
      paramLabel = "NAME[:OPTIONS]",
      defaultValue = BackendChoice.AUTO,
      description =
          "Backend, may be given several times; see 'zipar backends'. Default: ${DEFAULT-VALUE}.")
  private List<String> backendTexts;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "The backend's option 'dtype', may be given several times.")
  private List<String> dtypes = List.of();

  @Mixin private MachineOptions machine;
  @Mixin private GridOptions grid;

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "Run this many passes of each generation. Default: all.")
  private Integer passes;

  @Option(
      names = "--tokens-per-pass",
      paramLabel = "N",
      description =
          "Tokens of an image that a pass of a trained model commits, for strategies whose passes"
              + " depend on the model, for example 2.3. Default: not known.")
  private Double tokensPerPass;

  @Option(
      names = "--cfg",
      paramLabel = "SCALE",
      defaultValue = "4.0",
      description = "Scale of classifier-free guidance, 1 for none. Default: ${DEFAULT-VALUE}.")
  private double guidance;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images in the batch. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of weights and images. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = OutputOptions.REPORT,
      paramLabel = "FILE.json",
      description = "Also write the results to this file.")
  private Path report;

  /** Creates the command; its fields are injected. */
  public BenchCommand() {}

  @Override
  public Integer call() {
    if (passes != null && passes < 1) {
      throw new InvalidInputException("--passes " + passes + " is not at least 1");
    }
    if (tokensPerPass != null && !(tokensPerPass >= 1 && Double.isFinite(tokensPerPass))) {
      throw new InvalidInputException(
          "--tokens-per-pass " + tokensPerPass + " is not a number of at least 1");
    }
    var found = catalog.strategies();
    List<StrategyChoice> strategies =
        strategyTexts.stream().map(text -> StrategyChoice.parse(text, found)).toList();
    List<BackendChoice> backends = backends();
    if (count < 1) {
      throw new InvalidInputException("--count " + count + " is not at least 1");
    }
    try (StagedOutput output = new StagedOutput()) {
      interruption.onAbandon(output::close);
      Path reportFile = report == null ? null : output.addFile(OutputOptions.REPORT, report);
      BenchReport results = measure(backends, strategies);
      if (reportFile != null) {
        output.write(reportFile, new JsonFile(results.json()).content());
      }
      output.commit();
      results.table().lines().forEach(console::print);
      results.notes().forEach(console::print);
    }
    return 0;
  }

  private List<BackendChoice> backends() {
    var found = catalog.backends();
    List<Optional<String>> types =
        dtypes.isEmpty() ? List.of(Optional.empty()) : dtypes.stream().map(Optional::of).toList();
    List<BackendChoice> backends = new ArrayList<>();
    for (String text : backendTexts) {
      for (Optional<String> type : types) {
        backends.add(BackendChoice.parse(text, machine.with(type), found));
      }
    }
    return backends;
  }

  private BenchReport measure(List<BackendChoice> backends, List<StrategyChoice> strategies) {
    try (TransformerSource source = files.randomTransformer(architecture, seed)) {
      GenerationRequest request =
          GenerationRequest.of(
                  grid.grid().orElse(source.network().defaultGrid()),
                  ImagePlan.images(List.of(source.network().example()), count, seed))
              .with(Guidance.scale(guidance))
              .with(Sampling.PLAIN);
      source.network().layout(request.grid());
      strategies.forEach(strategy -> strategy.requireFits(request.grid()));
      // Before minutes of loading the first. With samples a session of each strategy is open.
      int sessions = passes == null ? 1 : strategies.size();
      backends.forEach(backend -> backend.requireMemory(source, request, sessions));
      MachineRates rates = MachineRates.measure();
      Benchmark benchmark =
          new Benchmark(
              watch,
              rates,
              passes == null ? OptionalInt.empty() : OptionalInt.of(passes),
              tokensPerPass == null ? OptionalDouble.empty() : OptionalDouble.of(tokensPerPass));
      List<BenchResult> results = new ArrayList<>();
      for (BackendChoice backend : backends) {
        try (TokenModel model = backend.backend().openModel(source, backend.options())) {
          results.addAll(benchmark.measure(backend, model, strategies, request));
        }
      }
      return new BenchReport(source.describe(), rates, results);
    }
  }
}
