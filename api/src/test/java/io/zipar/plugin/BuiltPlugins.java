/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/**
 * Builds plugins from source, as somebody else would build them.
 *
 * @param work holds sources and classes
 * @param plugins receives the jars
 */
record BuiltPlugins(Path work, Path plugins) {
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

  static BuiltPlugins in(Path work) throws IOException {
    return new BuiltPlugins(work, Files.createDirectory(work.resolve("plugins")));
  }

  /** Compiles a module with a strategy. */
  Path module(
      String module, String name, String clauses, boolean provides, String version, Path... path)
      throws IOException {
    Path source = Files.createDirectories(work.resolve("source-" + module));
    String provision =
        provides ? " provides io.zipar.spi.DecodingStrategy with " + module + ".Plugin;" : "";
    Path info = source.resolve("module-info.java");
    Files.writeString(info, "module " + module + " { " + clauses + provision + " }");
    Path plugin = source.resolve("Plugin.java");
    Files.writeString(plugin, STRATEGY.formatted(module, name));
    Path target = work.resolve("classes-" + module);
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

  /** Compiles a class of a package of the same name, which is to be no module. */
  Path classes(String name, String source, Path... path) throws IOException {
    Path file = Files.createDirectories(work.resolve("source-" + name)).resolve("Plugin.java");
    Files.writeString(file, "package " + name + ";\n" + source);
    Path target = work.resolve("classes-" + name);
    StringBuilder classPath = new StringBuilder(apiClasses().toString());
    for (Path each : path) {
      classPath.append(File.pathSeparator).append(each);
    }
    run("javac", "-d", target.toString(), "-cp", classPath.toString(), file.toString());
    return target;
  }

  /** Declares a provider as plain jars do. */
  static void service(Path classes, String content) throws IOException {
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("io.zipar.spi.DecodingStrategy"), content);
  }

  Path jar(String name, Path classes) {
    Path jar = plugins.resolve(name);
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    return jar;
  }

  static Path apiClasses() {
    try {
      return Path.of(
          PluginFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static void run(String tool, String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int status = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments);
    assertEquals(0, status, output.toString());
  }
}
