/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the backend says of itself in a JVM that uses no fused multiply-add. */
class FusedArithmeticTest {
  /** Runs in a JVM of its own. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] args) {
      System.exit(new VectorBackend().availability().usable() ? 0 : 3);
    }
  }

  @Test
  void withTheInstructionTheBackendIsUsable() throws Exception {
    assertEquals(0, statusWith());
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void withoutItTheBackendIsNotUsable() throws Exception {
    assertEquals(3, statusWith("-XX:-UseFMA"));
    assertEquals(3, statusWith("-XX:UseAVX=0"));
  }

  private static int statusWith(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    // The class path holds all there is, also where the tests run on the module path.
    String path =
        System.getProperty("java.class.path")
            + System.getProperty("path.separator")
            + System.getProperty("jdk.module.path", "");
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", path));
    command.add(Probe.class.getName());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
