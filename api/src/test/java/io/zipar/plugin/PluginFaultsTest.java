/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.PluginException;
import io.zipar.ZiparException;
import io.zipar.spi.DecodingStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars as they come out of other people's builds and downloads. */
class PluginFaultsTest {
  private static final String STRATEGY =
      """
      import io.zipar.spi.*;
      public class Plugin implements DecodingStrategy {
        %s
        public String name() { return "outside"; }
        public String summary() { return "a plugin from outside"; }
        public DecodingProcess begin(DecodingContext context) { return null; }
      }
      """;
  private static final String NEEDS_LIBRARY = "String shared = new lib.Plugin().toString();";

  @TempDir Path work;
  private BuiltPlugins built;

  @BeforeEach
  void makeFolder() throws IOException {
    built = BuiltPlugins.in(work);
  }

  @Test
  void aLibraryBesideAPluginIsLoadedForIt() throws IOException {
    Path library = built.classes("lib", "public class Plugin {}");
    built.jar("z-library.jar", library);
    plain("first", NEEDS_LIBRARY, library);
    plain("second", NEEDS_LIBRARY, library);

    List<DecodingStrategy> found = PluginFolder.load(built.plugins()).strategies();
    assertEquals(2, found.size());
    assertTrue(libraryOf(found.get(0)) != libraryOf(found.get(1)), "each has its own");
  }

  @Test
  void aModuleIsGivenTheModulesThatItRequires() throws IOException {
    Path library = built.module("a.library", "x", "requires io.zipar.api;", false, null);
    built.jar("a-library.jar", library);
    built.jar(
        "plugin.jar",
        built.module(
            "a.plugin", "one", "requires io.zipar.api; requires a.library;", true, null, library));
    List<DecodingStrategy> found = PluginFolder.load(built.plugins()).strategies();
    assertEquals(List.of("one"), found.stream().map(DecodingStrategy::name).toList());
  }

  @Test
  void aMissingLibraryIsNamed() throws IOException {
    plain("first", NEEDS_LIBRARY, built.classes("lib", "public class Plugin {}"));
    ZiparException problem = onlyProblem(PluginException.class);
    assertTrue(problem.getMessage().contains("first.jar"), problem.getMessage());
    assertTrue(
        problem
            .getMessage()
            .endsWith(
                "java.lang.NoClassDefFoundError: lib/Plugin; the jar of that class belongs beside"
                    + " the plugin"),
        problem.getMessage());
  }

  @Test
  void allThatIsWrongWithAFileOfServicesIsSaid() throws IOException {
    Path classes = built.classes("first", STRATEGY.formatted(""));
    BuiltPlugins.service(classes, "\ufefffirst.Plugin\nacme.Missing # not there\n");
    Path jar = built.jar("first.jar", classes);
    assertRefused(
        "plugin "
            + jar
            + " has a META-INF/services/io.zipar.spi.DecodingStrategy that begins with a byte order"
            + " mark (save it as UTF-8 without one) and names acme.Missing, a class that the jar"
            + " does not hold");
  }

  @Test
  void aModuleThatLacksItsProviderIsRefused() throws IOException {
    Path classes = built.module("a.plugin", "one", "requires io.zipar.api;", true, null);
    Path jar = built.plugins().resolve("one.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("module-info.class", "a/plugin/Plugin.class")) {
        zip.putNextEntry(new ZipEntry(name.replace("Plugin", "Renamed")));
        Files.copy(classes.resolve(name), zip);
      }
    }
    assertRefused("plugin " + jar + " provides a.plugin.Plugin, a class that it does not hold");
  }

  @Test
  void aJarThatWasChangedAfterItsSigningIsRefused() throws IOException {
    Path jar = built.plugins().resolve("signed.jar");
    try (InputStream in = PluginFaultsTest.class.getResourceAsStream("tampered.jar")) {
      Files.copy(in, jar);
    }
    assertRefused(
        "plugin "
            + jar
            + " was changed after it was signed: SHA-256 digest error for acme/note.txt");
  }

  @Test
  void anEntryWhoseNameIsNoUtf8IsRefused() throws IOException {
    plain("named", "");
    Path jar = built.plugins().resolve("named.jar");
    byte[] bytes = Files.readAllBytes(jar);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int directory = text.lastIndexOf("META-INF/MANIFEST.MF");
    bytes[directory + "META-INF/M".length()] = (byte) 0xff;
    Files.write(jar, bytes);
    String message =
        assertThrows(InvalidInputException.class, () -> PluginFolder.load(built.plugins()))
            .getMessage();
    assertTrue(message.startsWith("plugin " + jar + " cannot be "), message);
  }

  @Test
  void aLinkToNothingIsRefused() throws IOException {
    Path link =
        Files.createSymbolicLink(built.plugins().resolve("link.jar"), work.resolve("nowhere.jar"));
    assertRefused("plugin " + link + " is a link to a file that is not there");
  }

  @Test
  void anEndingInCapitalsIsRefused() throws IOException {
    plain("first", "");
    Path capitals =
        Files.move(built.plugins().resolve("first.jar"), built.plugins().resolve("FIRST.JAR"));
    assertRefused(
        "plugin "
            + capitals
            + " must end in '.jar', in small letters, for Java to take it for a module");
  }

  @Test
  void aClassOfALaterJavaIsRefused() throws IOException {
    Path classes = built.classes("first", STRATEGY.formatted(""));
    Path type = classes.resolve("first/Plugin.class");
    byte[] code = Files.readAllBytes(type);
    code[7] = 99;
    Files.write(type, code);
    BuiltPlugins.service(classes, "first.Plugin\n");
    Path jar = built.jar("first.jar", classes);
    String message = onlyProblem(InvalidInputException.class).getMessage();
    assertTrue(
        message.startsWith(
            "plugin " + jar + " cannot be loaded: java.lang.UnsupportedClassVersionError: "),
        message);
  }

  @Test
  void oneBrokenJarDoesNotHideTheOthers() throws IOException {
    plain("first", "");
    Files.writeString(built.plugins().resolve("a.jar"), "<html>not found</html>");
    Files.createFile(built.plugins().resolve("z.jar"));
    PluginFolder.Contents contents = PluginFolder.scan(built.plugins());
    assertEquals(1, contents.strategies().size());
    assertEquals(2, contents.problems().size(), contents.problems().toString());
  }

  @Test
  void whatAConstructorThrowsIsTheFaultOfTheJar() throws IOException {
    plain("first", "{ if (true) throw new AssertionError(\"no\"); }");
    assertEquals(
        "plugin "
            + built.plugins().resolve("first.jar")
            + ": constructor of first.Plugin failed with java.lang.AssertionError: no",
        onlyProblem(PluginException.class).getMessage());
  }

  @Test
  void whatAStaticInitialiserThrowsIsTheFaultOfTheJar() throws IOException {
    plain("first", "static { if (true) throw new IllegalStateException(\"no\"); }");
    assertEquals(
        "plugin "
            + built.plugins().resolve("first.jar")
            + ": constructor of first.Plugin: a static initialiser failed with"
            + " java.lang.IllegalStateException: no",
        onlyProblem(PluginException.class).getMessage());
  }

  private void plain(String name, String member, Path... path) throws IOException {
    Path classes = built.classes(name, STRATEGY.formatted(member), path);
    BuiltPlugins.service(classes, name + ".Plugin\n");
    built.jar(name + ".jar", classes);
  }

  private static Class<?> libraryOf(DecodingStrategy strategy) {
    try {
      return strategy.getClass().getClassLoader().loadClass("lib.Plugin");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private ZiparException onlyProblem(Class<? extends ZiparException> kind) {
    List<ZiparException> problems = PluginFolder.scan(built.plugins()).problems();
    assertEquals(1, problems.size(), problems.toString());
    assertEquals(kind, problems.get(0).getClass());
    assertThrows(kind, () -> PluginFolder.load(built.plugins()));
    return problems.get(0);
  }

  private void assertRefused(String message) {
    assertEquals(message, onlyProblem(InvalidInputException.class).getMessage());
  }
}
