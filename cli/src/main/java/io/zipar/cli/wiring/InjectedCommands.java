/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import com.google.inject.Injector;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Lets Guice create the commands; what belongs to picocli itself, picocli creates. */
public final class InjectedCommands implements IFactory {
  private final Supplier<Injector> injector;
  private final IFactory others = CommandLine.defaultFactory();

  /**
   * Creates a factory.
   *
   * @param injector creates the commands; asked for with the first of them
   */
  public InjectedCommands(Supplier<Injector> injector) {
    this.injector = injector;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    boolean isCommand = type.isAnnotationPresent(CommandLine.Command.class);
    return isCommand ? injector.get().getInstance(type) : others.create(type);
  }
}
