/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.wiring;

import com.google.inject.Injector;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Lets Guice create the commands; what belongs to picocli itself, picocli creates. */
public final class InjectedCommands implements IFactory {
  private final Injector injector;
  private final IFactory others = CommandLine.defaultFactory();

  /**
   * Creates a factory.
   *
   * @param injector creates the commands
   */
  public InjectedCommands(Injector injector) {
    this.injector = injector;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    boolean isCommand = type.isAnnotationPresent(CommandLine.Command.class);
    return isCommand ? injector.getInstance(type) : others.create(type);
  }
}
