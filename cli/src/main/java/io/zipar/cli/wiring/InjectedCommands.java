/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import com.google.inject.Injector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Lets picocli create the commands, and Guice inject their fields: not before a command line is
 * parsed, so that both can prepare side by side. Of one thread.
 */
public final class InjectedCommands implements IFactory {
  private final Supplier<Injector> injector;
  private final IFactory others = CommandLine.defaultFactory();
  private final List<Object> created = new ArrayList<>();

  /**
   * Creates a factory.
   *
   * @param injector fills the commands; asked for by {@link #inject} alone
   */
  public InjectedCommands(Supplier<Injector> injector) {
    this.injector = injector;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K command = others.create(type);
    if (type.isAnnotationPresent(CommandLine.Command.class)) {
      created.add(command);
    }
    return command;
  }

  /**
   * Takes a command that is created already.
   *
   * @param command its fields are filled with those of the others
   */
  void add(Object command) {
    created.add(command);
  }

  /**
   * Fills the fields of all commands created so far; whatever fails in Guice is thrown as it is.
   */
  public void inject() {
    // A constructor Guice would call from outside of this module, where it is not seen.
    Injector ready = injector.get();
    created.forEach(ready::injectMembers);
    created.clear();
  }
}
