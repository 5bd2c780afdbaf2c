/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.OptionValues;
import io.zipar.plugin.PluginChoice;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.run.Pairing;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;
import io.zipar.spi.TokenModel;
import java.util.List;

/**
 * A strategy that the user chose, its options checked as far as that needs no grid.
 *
 * @param choice what the user wrote
 * @param strategy the strategy
 * @param options the values of its options, defaults included
 * @param known all strategies that there are
 */
@ApiStatus.Experimental(since = "0.1")
public record StrategyChoice(
    PluginChoice choice,
    DecodingStrategy strategy,
    OptionValues options,
    List<DecodingStrategy> known) {
  /**
   * Looks a strategy up among those that are installed.
   *
   * @param text its name and options, for example {@code zipar:window=16}
   * @return the choice
   * @throws io.zipar.InvalidInputException if the strategy, an option or a value is unknown
   */
  public static StrategyChoice of(String text) {
    return parse(text, Plugins.strategies());
  }

  /**
   * Looks a strategy up.
   *
   * @param text what the user wrote, for example {@code zipar:window=16}
   * @param strategies the strategies that there are
   * @return the choice
   * @throws io.zipar.InvalidInputException if the strategy, an option or a value is unknown
   */
  public static StrategyChoice parse(String text, Plugins<DecodingStrategy> strategies) {
    PluginChoice choice = PluginChoice.parse(text);
    DecodingStrategy strategy = strategies.named(choice.name());
    OptionValues options =
        OptionValues.of("strategy '" + strategy.name() + "'", strategy.options(), choice.options());
    return new StrategyChoice(choice, strategy, options, strategies.all());
  }

  /**
   * Checks that the strategy can drive a model.
   *
   * @param model the model as errors name it
   * @param prediction how it predicts
   * @throws io.zipar.InvalidInputException if the strategy does not drive such models
   */
  public void requireDrives(String model, Prediction prediction) {
    Pairing.require(strategy, model, prediction, known);
  }

  /**
   * Checks that the options fit a grid.
   *
   * @param grid the grid of the images
   * @throws io.zipar.InvalidInputException if a value exceeds it
   */
  public void requireFits(Grid grid) {
    options.forGrid(grid);
  }

  /**
   * Joins the strategy with a model.
   *
   * @param model an open model
   * @return a generator
   */
  public Generator on(TokenModel model) {
    return new Generator(model, strategy, choice.options());
  }

  /** The choice as the user wrote it. */
  @Override
  public String toString() {
    return choice.toString();
  }
}
