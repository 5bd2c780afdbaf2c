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
import io.zipar.Plugins;
import io.zipar.spi.DecodingStrategy;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins built from source here, as somebody else would build them, and loaded from a folder. */
class PluginFolderTest {
  private static final String STRATEGY =
      """
      package %1$s;
      import io.zipar.spi.*;
      public class Plugin implements DecodingStrategy {
        public String name() { return "%2$s"; }
        public String summary() { return "a plugin from outside"; }
        public DecodingProcess begin(DecodingContext context) { return null; }
      }
      """;

  @TempDir Path work;
  private Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(work.resolve("plugins"));
  }

  @Test
  void jarsAndExplodedModulesAreLoadedApart() throws IOException {
    jar("one.jar", compile("first.plugin", "one", "requires io.zipar.api;", true, "1.0"));
    Path exploded = compile("second.plugin", "two", "requires io.zipar.api;", true, null);
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
    jar("a.jar", compile("a.plugin", "same", "requires io.zipar.api;", true, null));
    jar("b.jar", compile("b.plugin", "same", "requires io.zipar.api;", true, null));
    List<DecodingStrategy> found = PluginFolder.load(plugins).strategies();
    assertEquals(
        "strategy 'same': two plugins have this name: module a.plugin in "
            + plugins.resolve("a.jar")
            + " and module b.plugin in "
            + plugins.resolve("b.jar"),
        assertThrows(PluginException.class, () -> Plugins.strategies(found)).getMessage());
  }

  @Test
  void aJarWithoutAProviderIsRefused() throws IOException {
    jar("empty.jar", compile("empty.plugin", "x", "requires io.zipar.api;", false, null));
    assertRefused(
        "plugin "
            + plugins.resolve("empty.jar")
            + " provides no strategy and no backend; its module-info (or META-INF/services) must"
            + " provide io.zipar.spi.DecodingStrategy or io.zipar.spi.ModelBackend");
  }

  @Test
  void aMissingModuleIsNamed() throws IOException {
    Path other =
        compile("other.library", "x", "requires io.zipar.api; exports other.library;", false, null);
    jar(
        "needy.jar",
        compile(
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
        message.startsWith(
            "plugin " + plugins.resolve("text.jar") + " cannot be loaded as a module: "),
        message);
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    Path missing = work.resolve("missing");
    assertEquals(
        "plugin folder " + missing + " is not a folder; give one that holds jars",
        assertThrows(InvalidInputException.class, () -> PluginFolder.load(missing)).getMessage());
  }

  @Test
  void aPluginForAnotherVersionOfTheApiIsRefused() throws IOException, URISyntaxException {
    Path otherApi = work.resolve("other-api");
    Files.createDirectories(otherApi);
    Path jar = otherApi.resolve("api.jar");
    run(
        "jar",
        "--create",
        "--file",
        jar.toString(),
        "--module-version",
        "99.1",
        "-C",
        apiClasses().toString(),
        ".");
    jar(
        "future.jar",
        compile("future.plugin", "future", "requires io.zipar.api;", true, null, jar));
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

  private Path compile(
      String module, String name, String clauses, boolean provides, String version, Path... path)
      throws IOException {
    Path source = Files.createDirectories(work.resolve("source-" + module));
    Path target = work.resolve("classes-" + module);
    String provision =
        provides ? " provides io.zipar.spi.DecodingStrategy with " + module + ".Plugin;" : "";
    Path info = source.resolve("module-info.java");
    Files.writeString(info, "module " + module + " { " + clauses + provision + " }");
    Path plugin = source.resolve("Plugin.java");
    Files.writeString(plugin, STRATEGY.formatted(module, name));
    List<String> arguments = new ArrayList<>(List.of("-d", target.toString()));
    List<String> modules = new ArrayList<>();
    for (Path each : path) {
      modules.add(each.toString());
    }
    modules.add(apiClasses().toString());
    arguments.addAll(List.of("--module-path", String.join(File.pathSeparator, modules)));
    if (version != null) {
      arguments.addAll(List.of("--module-version", version));
    }
    arguments.addAll(List.of(info.toString(), plugin.toString()));
    run("javac", arguments.toArray(String[]::new));
    return target;
  }

  private void jar(String name, Path classes) {
    run(
        "jar",
        "--create",
        "--file",
        plugins.resolve(name).toString(),
        "-C",
        classes.toString(),
        ".");
  }

  private static Path apiClasses() {
    try {
      return Path.of(
          PluginFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String tool, String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int status = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments);
    assertEquals(0, status, output.toString());
  }
}
