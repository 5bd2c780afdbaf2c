/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.StrategyChoice;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates the same images by several strategies, and shows them side by side. */
@Command(
    name = "compare",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Generate the same images by several strategies: one contact sheet and one table.",
      "Agreement is the share of tokens that equal those of the first strategy."
    })
public final class CompareCommand implements Callable<Integer> {
  private final Catalog catalog;
  private final Comparison comparison;

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
  CompareCommand(Catalog catalog, Comparison comparison) {
    this.catalog = catalog;
    this.comparison = comparison;
  }

  @Override
  public Integer call() {
    var found = catalog.strategies();
    List<StrategyChoice> strategies =
        strategyTexts.stream().map(text -> StrategyChoice.parse(text, found)).toList();
    ModelChoice choice = modelOptions.choose(backendOptions.choose(catalog.backends()));
    ImageOrder order = imageOptions.order();
    comparison.run("compare", choice, order, strategies, out, Optional.ofNullable(report));
    return 0;
  }
}
