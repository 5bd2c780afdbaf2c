/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.spi.TerminalCommand;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.StrategyChoice;
import jakarta.inject.Inject;
import java.util.List;
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
public final class CompareCommand implements TerminalCommand {
  @Inject private Catalog catalog;
  @Inject private Comparison comparison;

  @Mixin private ModelOptions modelOptions;
  @Mixin private BackendOptions backendOptions;
  @Mixin private ImageOptions imageOptions;
  @Mixin private OutputOptions outputOptions;

  @Option(
      names = "--strategy",
      paramLabel = "NAME[:OPTIONS]",
      required = true,
      description = "Decoding strategy, given several times; see 'zipar strategies'.")
  private List<String> strategyTexts;

  /** Creates the command; its fields are injected. */
  public CompareCommand() {}

  @Override
  public Integer call() {
    var found = catalog.strategies();
    List<StrategyChoice> strategies =
        strategyTexts.stream().map(text -> StrategyChoice.parse(text, found)).toList();
    ModelChoice choice = modelOptions.choose(backendOptions.choose(catalog.backends()));
    ImageOrder order = imageOptions.order();
    comparison.run(
        "compare", choice, order, strategies, outputOptions.folder(), outputOptions.report());
    return 0;
  }
}
