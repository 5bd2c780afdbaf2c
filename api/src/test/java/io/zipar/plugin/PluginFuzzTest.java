/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.ZiparException;
import io.zipar.fixtures.DamagedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged jars are loaded and described, or refused in one line that names the jar. */
class PluginFuzzTest {
  /** A loader keeps its jar open until it is collected. */
  private static final int LOADERS_AT_ONCE = 100;

  private static final List<String> WORDS =
      List.of(
          "PK\u0001\u0002",
          "PK\u0003\u0004",
          "PK\u0005\u0006",
          "\u00ff\u00ff\u00ff\u00ff",
          "\u0000\u0000\u0000\u0000",
          "\u00ca\u00fe\u00ba\u00be\u0000\u0000\u0000A",
          "module-info.class",
          "META-INF/services/io.zipar.spi.DecodingStrategy",
          "META-INF/services/io.zipar.spi.ModelBackend",
          "META-INF/MANIFEST.MF",
          "META-INF/A.SF",
          "META-INF/versions/17/",
          "Multi-Release: true\n",
          "Automatic-Module-Name: 1-a\n",
          "Class-Path: ../a.jar /b.jar\n",
          "../../",
          "\u00ef\u00bb\u00bf",
          "acme.Missing",
          "java.lang.String",
          "io.zipar.spi.DecodingProcess",
          "()Ljava/lang/String;",
          "\u001b[2J");

  @TempDir Path work;
  private BuiltPlugins built;
  private long number;

  @BeforeEach
  void makeFolder() throws IOException {
    built = BuiltPlugins.in(work);
  }

  @Test
  void damagedJars() throws IOException {
    Path module = built.module("a.plugin", "one", "requires io.zipar.api;", true, "1.0");
    Path plain =
        built.classes(
            "b",
            """
            import io.zipar.spi.*;
            public class Plugin implements DecodingStrategy {
              public String name() { return "two"; }
              public String summary() { return "a plugin from outside"; }
              public DecodingProcess begin(DecodingContext context) { return null; }
            }
            """);
    BuiltPlugins.service(plain, "b.Plugin\n");
    List<byte[]> seeds =
        List.of(
            bytes("--no-compress", module),
            bytes("--no-compress", plain),
            bytes("--no-manifest", plain));
    new DamagedFiles(seeds, WORDS, ZiparException.class).check(work.resolve("a.jar"), this::use);
  }

  private byte[] bytes(String form, Path classes) throws IOException {
    Path jar = work.resolve("seed.jar");
    BuiltPlugins.run(
        "jar", "--create", form, "--file", jar.toString(), "-C", classes.toString(), ".");
    byte[] bytes = Files.readAllBytes(jar);
    Files.delete(jar);
    return bytes;
  }

  /** Under a name of its own each time: Java remembers what a jar of the same name held. */
  private void use(Path damaged) {
    Path jar = built.plugins().resolve("p" + number++ + ".jar");
    try {
      Files.copy(damaged, jar);
      Plugins.strategies(PluginFolder.load(built.plugins()).strategies()).all();
    } catch (ZiparException e) {
      String place = damaged.toString();
      throw new ZiparException(String.valueOf(e.getMessage()).replace(jar.toString(), place), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(jar);
    }
  }

  private void delete(Path jar) {
    try {
      Files.delete(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (number % LOADERS_AT_ONCE == 0) {
      System.gc();
    }
  }
}
