/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A jar or an exploded module of a plugin folder, checked without running any of its code.
 *
 * @param path where it is
 * @param isPlugin whether it provides a service that is looked for
 */
record PluginEntry(Path path, boolean isPlugin) {
  /**
   * Checks an entry.
   *
   * @param services names of what a plugin may provide
   * @throws InvalidInputException that names the entry and says what is wrong with it
   */
  static PluginEntry read(Path path, Set<String> services) {
    if (!Files.exists(path)) {
      throw unusable(path, "is a link to a file that is not there");
    }
    if (Files.isDirectory(path)) {
      return ofModule(path, services, name -> Files.exists(path.resolve(name)));
    }
    String name = path.getFileName().toString();
    if (!name.endsWith(".jar")) {
      throw unusable(
          path, "must end in '.jar', in small letters, for Java to take it for a module");
    }
    try (PluginJar jar = PluginJar.open(path)) {
      jar.checkSignature();
      jar.checkServices(services);
      return ofModule(path, services, jar::holds);
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(path, "cannot be read as a jar: " + OneLine.message(e));
    }
  }

  static InvalidInputException unusable(Path path, String problem) {
    return new InvalidInputException("plugin " + path + " " + problem);
  }

  /** Tells whether a file of that name is within the entry. */
  private interface Holder {
    boolean holds(String name);
  }

  private static PluginEntry ofModule(Path path, Set<String> services, Holder files) {
    ModuleDescriptor module = descriptor(path);
    boolean provides = false;
    for (Provides provision : module.provides()) {
      if (services.contains(provision.service())) {
        provides = true;
        for (String provider : provision.providers()) {
          if (!files.holds(provider.replace('.', '/') + ".class")) {
            throw unusable(
                path, "provides " + OneLine.of(provider) + ", a class that it does not hold");
          }
        }
      }
    }
    return new PluginEntry(path, provides);
  }

  private static ModuleDescriptor descriptor(Path path) {
    try {
      List<ModuleReference> modules = List.copyOf(ModuleFinder.of(path).findAll());
      if (modules.size() != 1) {
        throw unusable(path, "holds " + modules.size() + " modules instead of one");
      }
      return modules.get(0).descriptor();
    } catch (FindException | IllegalArgumentException | UncheckedIOException e) {
      // The second where the name of an entry is no UTF-8.
      String reason = OneLine.message(OneLine.rootOf(e));
      throw unusable(path, "cannot be loaded as a module: " + reason);
    }
  }
}
