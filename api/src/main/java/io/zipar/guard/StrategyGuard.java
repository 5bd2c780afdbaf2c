/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.PluginException;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStrategy;

/** Calls into a strategy: names the rule that it broke in every error. */
public final class StrategyGuard extends PluginGuard {
  /**
   * Guards a strategy.
   *
   * @param strategy the strategy
   * @param watch knows where the run is
   */
  public StrategyGuard(DecodingStrategy strategy, RunWatch watch) {
    super("strategy '" + strategy.name() + "'", watch);
  }

  /**
   * An error that names a rule.
   *
   * @param rule the rule that the strategy broke
   * @param detail how
   * @return the error, to be thrown
   */
  public PluginException broken(DecodingRule rule, String detail) {
    return failure("broke rule " + rule.name() + " (" + rule.text() + "): " + detail);
  }
}
