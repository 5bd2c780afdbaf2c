/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.spi.DecodingStrategy;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins built from source here, as somebody else would build them, and loaded from a folder. */
class PluginFolderTest {
  @TempDir Path work;
  private BuiltPlugins built;
  private Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    built = BuiltPlugins.in(work);
    plugins = built.plugins();
  }

  @Test
  void jarsAndExplodedModulesAreLoadedApart() throws IOException {
    built.jar(
        "one.jar", built.module("first.plugin", "one", "requires io.zipar.api;", true, "1.0"));
    Path exploded = built.module("second.plugin", "two", "requires io.zipar.api;", true, null);
    Files.move(exploded, plugins.resolve("two"));
    Files.writeString(plugins.resolve("notes.txt"), "passed over");

    List<DecodingStrategy> found = PluginFolder.load(plugins).strategies();
    assertEquals(List.of("one", "two"), found.stream().map(DecodingStrategy::name).toList());
    assertTrue(
        found.get(0).getClass().getModule().getLayer()
            != found.get(1).getClass().getModule().getLayer());
    String origin = Plugins.origin(found.get(0));
    assertEquals("module first.plugin@1.0 in " + plugins.resolve("one.jar"), origin);
  }

  @Test
  void twoPluginsOfOneNameAreToldApart() throws IOException {
    built.jar("a.jar", built.module("a.plugin", "same", "requires io.zipar.api;", true, null));
    built.jar("b.jar", built.module("b.plugin", "same", "requires io.zipar.api;", true, null));
    List<DecodingStrategy> found = PluginFolder.load(plugins).strategies();
    assertEquals(
        "strategy 'same': two plugins have this name: module a.plugin in "
            + plugins.resolve("a.jar")
            + " and module b.plugin in "
            + plugins.resolve("b.jar")
            + "; leave one out",
        assertThrows(InvalidInputException.class, () -> Plugins.strategies(found)).getMessage());
  }

  @Test
  void aJarWithoutAProviderIsRefused() throws IOException {
    built.jar(
        "empty.jar", built.module("empty.plugin", "x", "requires io.zipar.api;", false, null));
    assertRefused(
        "plugin "
            + plugins.resolve("empty.jar")
            + " provides no strategy and no backend; its module-info (or META-INF/services) must"
            + " provide io.zipar.spi.DecodingStrategy or io.zipar.spi.ModelBackend");
  }

  @Test
  void aMissingModuleIsNamed() throws IOException {
    Path other =
        built.module(
            "other.library", "x", "requires io.zipar.api; exports other.library;", false, null);
    built.jar(
        "needy.jar",
        built.module(
            "needy.plugin",
            "needy",
            "requires io.zipar.api; requires other.library;",
            true,
            null,
            other));
    assertRefused(
        "plugin "
            + plugins.resolve("needy.jar")
            + " cannot be loaded as a module: Module other.library not found, required by needy.plugin");
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    Files.writeString(plugins.resolve("text.jar"), "not a jar");
    String message =
        assertThrows(InvalidInputException.class, () -> PluginFolder.load(plugins)).getMessage();
    assertTrue(
        message.startsWith("plugin " + plugins.resolve("text.jar") + " cannot be read as a jar: "),
        message);
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    Path missing = work.resolve("missing");
    assertEquals(
        "plugin folder " + missing + " does not exist; give one that holds jars",
        assertThrows(InvalidInputException.class, () -> PluginFolder.load(missing)).getMessage());
  }

  @Test
  void aPluginForAnotherVersionOfTheApiIsRefused() throws IOException, URISyntaxException {
    Path otherApi = work.resolve("other-api");
    Files.createDirectories(otherApi);
    Path jar = otherApi.resolve("api.jar");
    BuiltPlugins.run(
        "jar",
        "--create",
        "--file",
        jar.toString(),
        "--module-version",
        "99.1",
        "-C",
        BuiltPlugins.apiClasses().toString(),
        ".");
    built.jar(
        "future.jar",
        built.module("future.plugin", "future", "requires io.zipar.api;", true, null, jar));
    String message =
        assertThrows(InvalidInputException.class, () -> PluginFolder.load(plugins)).getMessage();
    assertTrue(
        message.startsWith(
            "plugin "
                + plugins.resolve("future.jar")
                + " was built for version 99.1 of io.zipar.api, but this is "),
        message);
  }

  private void assertRefused(String message) {
    assertEquals(
        message,
        assertThrows(InvalidInputException.class, () -> PluginFolder.load(plugins)).getMessage());
  }
}
