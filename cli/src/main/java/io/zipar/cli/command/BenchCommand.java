/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.Sampling;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.bench.BenchReport;
import io.zipar.evaluation.bench.BenchResult;
import io.zipar.evaluation.bench.Benchmark;
import io.zipar.evaluation.bench.MemoryBandwidth;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
          + " only a sample of each generation's passes is run, spread evenly over it; the strategies"
          + " take turns pass by pass, and the seconds are an estimate.",
      "Where the number of passes depends on the model, random weights do not tell it: the table"
          + " shows from how many tokens a pass the strategy is faster than the first line, and"
          + " seconds with --tokens-per-pass."
    })
public final class BenchCommand implements Callable<Integer> {
  private final Catalog catalog;
  private final ModelFiles files;
  private final Console console;
  private final Interruption interruption;
  private final Watch watch;

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
      description = "The backends' option 'dtype', may be given several times.")
  private List<String> dtypes = List.of();

  @Option(names = "--device", paramLabel = "DEVICE", description = "The backends' option 'device'.")
  private String device;

  @Option(names = "--threads", paramLabel = "N", description = "The backends' option 'threads'.")
  private String threads;

  @Option(
      names = "--grid",
      paramLabel = "[FRAMESx]ROWSxCOLUMNS",
      converter = GridText.class,
      description = "Token grid. Default: the architecture's own.")
  private Grid grid;

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
      names = "--report",
      paramLabel = "FILE.json",
      description = "Also write the results to this file.")
  private Path report;

  @Inject
  BenchCommand(
      Catalog catalog, ModelFiles files, Console console, Interruption interruption, Watch watch) {
    this.catalog = catalog;
    this.files = files;
    this.console = console;
    this.interruption = interruption;
    this.watch = watch;
  }

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
      Path reportFile = report == null ? null : output.addFile("--report", report);
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
    List<String> types = new ArrayList<>(dtypes);
    if (types.isEmpty()) {
      types.add(null);
    }
    List<BackendChoice> backends = new ArrayList<>();
    for (String text : backendTexts) {
      for (String type : types) {
        backends.add(
            BackendChoice.parse(text, BackendOptions.shortcuts(device, type, threads), found));
      }
    }
    return backends;
  }

  private BenchReport measure(List<BackendChoice> backends, List<StrategyChoice> strategies) {
    try (TransformerSource source = files.randomTransformer(architecture, seed)) {
      GenerationRequest request =
          GenerationRequest.of(
                  Optional.ofNullable(grid).orElse(source.network().defaultGrid()),
                  ImagePlan.images(List.of(source.network().example()), count, seed))
              .with(Guidance.scale(guidance))
              .with(Sampling.PLAIN);
      source.network().layout(request.grid());
      strategies.forEach(strategy -> strategy.requireFits(request.grid()));
      MemoryBandwidth bandwidth = MemoryBandwidth.measure();
      Benchmark benchmark =
          new Benchmark(
              watch,
              bandwidth.bytesPerSecond(),
              passes == null ? OptionalInt.empty() : OptionalInt.of(passes),
              tokensPerPass == null ? OptionalDouble.empty() : OptionalDouble.of(tokensPerPass));
      List<BenchResult> results = new ArrayList<>();
      for (BackendChoice backend : backends) {
        try (TokenModel model = backend.backend().openModel(source, backend.options())) {
          results.addAll(benchmark.measure(backend, model, strategies, request));
        }
      }
      return new BenchReport(source.describe(), bandwidth.bytesPerSecond(), results);
    }
  }
}
