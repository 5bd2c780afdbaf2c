/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.cli.spi.TerminalCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZiparCommandTest {
  private static List<Class<? extends TerminalCommand>> commands(String... args) {
    return ZiparCommand.commands(args);
  }

  @Test
  void aCommandThatIsNamedFirstIsTheOnlyOne() {
    assertEquals(List.of(GenerateCommand.class), commands("generate", "--out", "demo"));
    assertEquals(List.of(BackendsCommand.class), commands("backends"));
    assertEquals(List.of(BackendsCommand.class), commands("--verbose", "backends"));
    assertEquals(
        List.of(BackendsCommand.class), commands("--plugins", "demo", "--deadline=3", "backends"));
  }

  @Test
  void everyCommandCanBeNamed() {
    for (Class<? extends TerminalCommand> command : commands()) {
      String name = command.getAnnotation(picocli.CommandLine.Command.class).name();
      assertEquals(List.of(command), commands(name));
    }
  }

  @Test
  void theFolderOfPluginsIsKnownAtOnce() {
    Optional<Path> folder = Optional.of(Path.of("further"));
    assertEquals(folder, folder("hello", "--plugins", "further"));
    assertEquals(folder, folder("--plugins=further", "--help"));
    assertEquals(Optional.empty(), folder("hello", "further", "--plugins"));
  }

  private static Optional<Path> folder(String... args) {
    return new ZiparCommand(args).pluginFolder();
  }

  @Test
  void helpKnowsAll() {
    assertTrue(commands().size() > 5);
    assertEquals(commands(), commands("--help"));
    assertEquals(commands(), commands("--plugins", "generate"));
    assertEquals(commands(), commands("generat"));
  }
}
