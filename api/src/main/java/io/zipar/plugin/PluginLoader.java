/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.InvalidInputException;
import io.zipar.PluginException;
import io.zipar.guard.WatchedCall;
import io.zipar.spi.support.OneLine;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** Loads one plugin. The loaded classes stay for the life of the process. */
final class PluginLoader {
  private static final Module API = PluginLoader.class.getModule();

  private final Path entry;
  private final ModuleLayer layer;
  private final ClassLoader classes;

  private PluginLoader(Path entry, ModuleLayer layer, ClassLoader classes) {
    this.entry = entry;
    this.layer = layer;
    this.classes = classes;
  }

  /**
   * Loads a plugin and the libraries beside it. On the class path there are no layers to build on;
   * a class loader of its own must do.
   *
   * @param entry the plugin
   * @param libraries jars and modules that the plugin may need
   * @throws InvalidInputException if it does not fit the application
   */
  static PluginLoader of(Path entry, List<Path> libraries) {
    return API.isNamed() ? asLayer(entry, libraries) : asClassPath(entry, libraries);
  }

  private static PluginLoader asLayer(Path entry, List<Path> libraries) {
    try {
      ModuleReference plugin = ModuleFinder.of(entry).findAll().iterator().next();
      ApiVersion.check(entry, plugin.descriptor(), API.getLayer());
      ModuleLayer parent = API.getLayer();
      Set<String> roots = new LinkedHashSet<>(Set.of(plugin.descriptor().name()));
      List<Path> path = new ArrayList<>(List.of(entry));
      for (Path library : libraries) {
        String name = nameOf(library);
        // What the application has is what the plugin is to use: no package stands in two modules.
        if (parent.configuration().findModule(name).isEmpty() && roots.add(name)) {
          path.add(library);
        }
      }
      ModuleFinder finder = ModuleFinder.of(path.toArray(Path[]::new));
      if (!plugin.descriptor().isAutomatic()) {
        // It says itself what it requires; what it does not require need not be loadable.
        roots.retainAll(Set.of(plugin.descriptor().name()));
      }
      Configuration configuration =
          parent.configuration().resolve(finder, ModuleFinder.of(), roots);
      ModuleLayer layer =
          parent.defineModulesWithOneLoader(configuration, PluginLoader.class.getClassLoader());
      return new PluginLoader(entry, layer, null);
    } catch (FindException
        | ResolutionException
        | LayerInstantiationException
        | IllegalArgumentException e) {
      throw new InvalidInputException(
          "plugin " + entry + " cannot be loaded as a module: " + OneLine.message(e), e);
    }
  }

  private static String nameOf(Path module) {
    return ModuleFinder.of(module).findAll().iterator().next().descriptor().name();
  }

  private static PluginLoader asClassPath(Path entry, List<Path> libraries) {
    try {
      List<URL> locations = new ArrayList<>();
      locations.add(entry.toUri().toURL());
      for (Path library : libraries) {
        locations.add(library.toUri().toURL());
      }
      return new PluginLoader(
          entry,
          null,
          new URLClassLoader(locations.toArray(URL[]::new), PluginLoader.class.getClassLoader()));
    } catch (MalformedURLException e) {
      throw new InvalidInputException("plugin " + entry + " has no usable path: " + e, e);
    }
  }

  /**
   * Creates what the plugin itself provides, not what it would see beside it.
   *
   * @throws InvalidInputException if a class of it cannot be loaded
   * @throws PluginException if a constructor fails or does not return
   */
  <T> List<T> providers(Class<T> service) {
    WatchedCall call = new WatchedCall("plugin " + entry);
    List<ServiceLoader.Provider<T>> own;
    try {
      own = load(service).stream().filter(provider -> isOwn(provider.type())).toList();
    } catch (ServiceConfigurationError
        | LinkageError
        | SecurityException
        | IllegalArgumentException e) {
      throw new InvalidInputException(
          "plugin " + entry + " cannot be loaded: " + OneLine.describe(OneLine.rootOf(e)), e);
    }
    return own.stream()
        .map(each -> call.require("constructor of " + each.type().getName(), each::get))
        .toList();
  }

  private <T> ServiceLoader<T> load(Class<T> service) {
    return layer != null ? Services.in(layer, service) : Services.in(classes, service);
  }

  private boolean isOwn(Class<?> provider) {
    return layer != null
        ? provider.getModule().getLayer() == layer
        : provider.getClassLoader() == classes;
  }

  /**
   * The versions of the API and of the other modules of this project that a plugin was compiled
   * with, as its module descriptor records them.
   */
  private static final class ApiVersion {
    private static final String OURS = "io.zipar.";

    static void check(Path entry, ModuleDescriptor plugin, ModuleLayer application) {
      for (Requires required : plugin.requires()) {
        Optional<String> present =
            application
                .findModule(required.name())
                .filter(module -> required.name().startsWith(OURS))
                .flatMap(module -> module.getDescriptor().rawVersion());
        Optional<String> compiled = required.rawCompiledVersion();
        if (present.isPresent()
            && compiled.isPresent()
            && !compatible(compiled.get(), present.get())) {
          throw new InvalidInputException(
              "plugin "
                  + entry
                  + " was built for version "
                  + compiled.get()
                  + " of "
                  + required.name()
                  + ", but this is "
                  + present.get()
                  + "; build it anew or take its release for this version");
        }
      }
    }

    /** Semantic versions: the first number must agree, below 1.0 the second too. */
    private static boolean compatible(String compiled, String present) {
      String[] wanted = compiled.split("[.-]");
      String[] found = present.split("[.-]");
      boolean sameMajor = wanted[0].equals(found[0]);
      boolean stable = !wanted[0].equals("0");
      return sameMajor
          && (stable || wanted.length < 2 || found.length < 2 || wanted[1].equals(found[1]));
    }
  }
}
