/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.PluginException;
import io.zipar.ZiparException;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStrategy;
import java.util.function.Supplier;

/** Calls into a strategy: names it, and the rule that it broke, in every error. */
final class StrategyGuard {
  private final String plugin;
  private final RunWatch watch;

  StrategyGuard(DecodingStrategy strategy, RunWatch watch) {
    this.watch = watch;
    this.plugin = "strategy '" + strategy.name() + "'";
  }

  PluginException broken(DecodingRule rule, String detail) {
    return new PluginException(
        plugin, "broke rule " + rule.name() + " (" + rule.text() + "): " + detail);
  }

  <T> T call(String method, Supplier<T> body) {
    watch.entering(plugin, method);
    try {
      return body.get();
    } catch (ZiparException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw new PluginException(plugin, method + " failed with " + e, e);
    } finally {
      watch.left();
    }
  }
}
