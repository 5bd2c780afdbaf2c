/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.ApiStatus;
import io.zipar.guard.PluginThread;
import java.util.List;

/** The calls into plugins that are going on in this JVM, for who waits and wants to say on what. */
@ApiStatus.Experimental(since = "0.1")
public final class PluginCalls {
  private PluginCalls() {}

  /**
   * What the threads in which plugins are called are doing right now. Loading of weights is not
   * among it.
   *
   * @return plugin and call, for example {@code strategy 'zipar': next()}, in no order
   */
  public static List<String> inProgress() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(PluginThread.class::isInstance)
        .map(thread -> ((PluginThread) thread).call())
        .toList();
  }
}
