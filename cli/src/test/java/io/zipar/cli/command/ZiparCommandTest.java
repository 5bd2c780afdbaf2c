/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ZiparCommandTest {
  private static List<Class<? extends TerminalCommand>> commands(String... args) {
    return ZiparCommand.commands(args);
  }

  @Test
  void aCommandThatIsNamedFirstIsTheOnlyOne() {
    assertEquals(List.of(GenerateCommand.class), commands("generate", "--out", "demo"));
    assertEquals(List.of(BackendsCommand.class), commands("backends"));
  }

  @Test
  void everyCommandCanBeNamed() {
    for (Class<? extends TerminalCommand> command : commands()) {
      String name = command.getAnnotation(picocli.CommandLine.Command.class).name();
      assertEquals(List.of(command), commands(name));
    }
  }

  @Test
  void helpKnowsAll() {
    assertTrue(commands().size() > 5);
    assertEquals(commands(), commands("--help"));
    assertEquals(commands(), commands("--verbose", "generate"));
    assertEquals(commands(), commands("generat"));
  }
}
