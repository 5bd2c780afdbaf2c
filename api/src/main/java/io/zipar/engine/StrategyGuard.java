/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.PluginException;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStrategy;

/** Calls into a strategy: names the rule that it broke in every error. */
final class StrategyGuard extends PluginGuard {
  StrategyGuard(DecodingStrategy strategy, RunWatch watch) {
    super("strategy '" + strategy.name() + "'", watch);
  }

  PluginException broken(DecodingRule rule, String detail) {
    return failure("broke rule " + rule.name() + " (" + rule.text() + "): " + detail);
  }
}
