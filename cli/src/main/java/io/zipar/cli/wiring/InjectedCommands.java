/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import com.google.inject.Injector;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Lets picocli create the commands, and Guice inject their fields. */
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
    K created = others.create(type);
    if (type.isAnnotationPresent(CommandLine.Command.class)) {
      // A constructor Guice would call from outside of this module, where it is not seen.
      injector.get().injectMembers(created);
    }
    return created;
  }
}
