/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Binder;
import com.google.inject.CreationException;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BrokenWiringTest {
  @Test
  void whatGuiceSaysIsReportedAsItIs() {
    StringWriter err = new StringWriter();
    Console console = Console.plain(new PrintWriter(new StringWriter()), new PrintWriter(err));
    int exitCode =
        Main.run(
            new String[] {"strategies"}, console, new Interruption(), BrokenWiringTest::refuse);
    assertEquals(1, exitCode);
    String expected = "unexpected failure: " + CreationException.class.getName();
    assertTrue(err.toString().contains(expected), err.toString());
    assertTrue(err.toString().contains("no plugins today"), err.toString());
  }

  private static void refuse(Binder binder) {
    binder.addError("no plugins today");
  }
}
