/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.PluginException;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final StringWriter lines = new StringWriter();
  private final Interruption interruption = new Interruption();
  private final Failures failures =
      new Failures(
          Console.plain(new PrintWriter(lines), new PrintWriter(lines, true)), interruption, false);

  /** A slow forward pass that Ctrl-C did not wait for is no fault of the backend. */
  @Test
  void whatIsNotWaitedForAfterAnInterruptIsCancelled() {
    PluginException hangs = new PluginException("model 'm'", "forward() has not returned");
    assertEquals(1, failures.report(hangs));
    assertEquals("zipar: " + hangs.getMessage(), lines.toString().strip());
    lines.getBuffer().setLength(0);
    interruption.token().cancel();
    assertEquals(130, failures.report(hangs));
    assertEquals(
        "zipar: cancelled, nothing was written: " + hangs.getMessage(), lines.toString().strip());
  }

  @Test
  void outOfMemoryNamesTheLimit() {
    assertEquals(1, failures.report(new OutOfMemoryError("Java heap space")));
    long limit = Runtime.getRuntime().maxMemory() >> 20;
    assertTrue(
        lines
            .toString()
            .startsWith(
                "zipar: out of memory (Java heap space; the Java heap is limited to "
                    + limit
                    + " MiB): give the JVM more"),
        lines.toString());
  }
}
