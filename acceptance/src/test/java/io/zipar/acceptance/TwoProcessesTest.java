/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import io.zipar.fixtures.Fixtures;
import io.zipar.plugin.Plugins;
import io.zipar.spi.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that compiles the kernels and one that finds them compiled paint the same. */
class TwoProcessesTest {
  @TempDir private Path work;

  @Test
  void sampleTheSameTokens() throws IOException, InterruptedException {
    Availability availability = Plugins.backends().named("opencl").availability();
    boolean required = System.getenv("ZIPAR_REQUIRE_OPENCL") != null;
    assumeTrue(
        required || availability.usable(), () -> "no OpenCL device: " + availability.reason());
    Path cache = work.resolve("cache");
    List<JsonElement> cold = tokens(cache, "cold");
    Map<String, FileTime> compiled = entries(cache);
    assertFalse(compiled.isEmpty());
    assertEquals(cold, tokens(cache, "warm"));
    assertEquals(compiled, entries(cache), "nothing was compiled again");
  }

  private List<JsonElement> tokens(Path cache, String name)
      throws IOException, InterruptedException {
    Path report = work.resolve(name + ".json");
    CommandLine.Outcome outcome =
        CommandLine.run(
            Map.of("ZIPAR_OPENCL_CACHE", cache.toString()),
            "generate",
            "--backend=opencl",
            "--device=" + System.getenv().getOrDefault("ZIPAR_TESTED_OPENCL_DEVICE", "cpu"),
            "--model=" + Fixtures.path("llamagen/c2i-tiny").resolve("model.safetensors"),
            "--class=0,1,2",
            "--seed=5",
            "--cfg=3",
            "--strategy=jacobi:window=8",
            "--out=" + work.resolve(name),
            "--report=" + report);
    assertEquals(0, outcome.status(), outcome.everything());
    return CommandLine.report(report).getAsJsonArray("images").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(image -> image.get("tokens"))
        .toList();
  }

  private static Map<String, FileTime> entries(Path cache) throws IOException {
    Map<String, FileTime> entries = new TreeMap<>();
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        entries.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
      }
    }
    return entries;
  }
}
