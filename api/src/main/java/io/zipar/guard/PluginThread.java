/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import java.util.function.Supplier;

/**
 * A thread in which plugins are called: it can be left behind when one does not come back, and says
 * what it is doing.
 */
public final class PluginThread extends Thread {
  private final Supplier<String> call;

  /**
   * Prepares a thread; it never keeps the JVM from ending.
   *
   * @param name the name of the thread
   * @param work what it runs
   * @param call says plugin and call that it is in; asked from other threads
   */
  public PluginThread(String name, Runnable work, Supplier<String> call) {
    super(null, work, name);
    this.call = call;
    setDaemon(true);
  }

  /**
   * What the thread is doing.
   *
   * @return plugin and call as errors name them
   */
  public String call() {
    return call.get();
  }
}
