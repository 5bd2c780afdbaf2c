/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import io.zipar.spi.Prediction;
import java.util.List;
import java.util.Set;

/**
 * A strategy whose descriptions can be relied on: its name is read once, texts are one line each,
 * nothing is null, and whatever fails or hangs is named. What it decodes is guarded by the run.
 */
public final class GuardedStrategy implements DecodingStrategy {
  private final DecodingStrategy strategy;
  private final Description description;

  private GuardedStrategy(DecodingStrategy strategy) {
    this.strategy = strategy;
    this.description = Description.of("strategy", strategy, strategy::name);
  }

  /**
   * Guards a strategy.
   *
   * @param strategy any strategy; one that is guarded stays as it is
   * @return the guarded strategy
   * @throws InvalidInputException if its name is none
   * @throws io.zipar.PluginException if its name cannot be had
   */
  public static GuardedStrategy of(DecodingStrategy strategy) {
    return strategy instanceof GuardedStrategy guarded ? guarded : new GuardedStrategy(strategy);
  }

  /**
   * The strategy itself.
   *
   * @return what was guarded
   */
  public DecodingStrategy unguarded() {
    return strategy;
  }

  @Override
  public String name() {
    return description.name();
  }

  @Override
  public String summary() {
    return description.line("summary()", strategy::summary);
  }

  @Override
  public List<OptionSpec> options() {
    return description.list("options()", strategy::options);
  }

  @Override
  public Exactness exactness(OptionValues options) {
    return description.call().require("exactness()", () -> strategy.exactness(options));
  }

  @Override
  public Set<Prediction> predictions() {
    return description.call().require("predictions()", () -> Set.copyOf(strategy.predictions()));
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return strategy.begin(context);
  }
}
