/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.InvalidInputException;
import io.zipar.PluginException;
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
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

  /** On the class path there are no layers to build on; a class loader of its own must do. */
  static PluginLoader of(Path entry) {
    return API.isNamed() ? asLayer(entry) : asClassPath(entry);
  }

  private static PluginLoader asLayer(Path entry) {
    ModuleFinder finder = ModuleFinder.of(entry);
    try {
      Set<ModuleReference> modules = finder.findAll();
      modules.forEach(module -> ApiVersion.check(entry, module.descriptor(), API));
      Set<String> roots =
          modules.stream()
              .map(ModuleReference::descriptor)
              .map(ModuleDescriptor::name)
              .collect(Collectors.toSet());
      ModuleLayer parent = API.getLayer();
      Configuration configuration =
          parent.configuration().resolve(finder, ModuleFinder.of(), roots);
      ModuleLayer layer =
          parent.defineModulesWithOneLoader(configuration, PluginLoader.class.getClassLoader());
      return new PluginLoader(entry, layer, null);
    } catch (FindException | ResolutionException | LayerInstantiationException e) {
      throw new InvalidInputException(
          "plugin " + entry + " cannot be loaded as a module: " + e.getMessage(), e);
    }
  }

  private static PluginLoader asClassPath(Path entry) {
    try {
      URL[] location = {entry.toUri().toURL()};
      return new PluginLoader(
          entry, null, new URLClassLoader(location, PluginLoader.class.getClassLoader()));
    } catch (MalformedURLException e) {
      throw new InvalidInputException("plugin " + entry + " has no usable path: " + e, e);
    }
  }

  /** Creates what the plugin itself provides, not what it would see beside it. */
  <T> List<T> providers(Class<T> service) {
    ServiceLoader<T> loader =
        layer != null ? ServiceLoader.load(layer, service) : ServiceLoader.load(service, classes);
    Predicate<Class<?>> own =
        layer != null
            ? type -> type.getModule().getLayer() == layer
            : type -> type.getClassLoader() == classes;
    try {
      return loader.stream()
          .filter(provider -> own.test(provider.type()))
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new PluginException("plugin " + entry, "cannot be created: " + cause(e), e);
    }
  }

  private static String cause(Throwable error) {
    return Optional.ofNullable(error.getCause())
        .map(Throwable::toString)
        .orElse(error.getMessage());
  }

  /**
   * The version of the API that a plugin was compiled with, as its module descriptor records it.
   */
  private static final class ApiVersion {
    static void check(Path entry, ModuleDescriptor plugin, Module api) {
      Optional<String> present = api.getDescriptor().rawVersion();
      Optional<String> compiled =
          plugin.requires().stream()
              .filter(required -> required.name().equals(api.getName()))
              .findFirst()
              .flatMap(Requires::rawCompiledVersion);
      if (present.isPresent()
          && compiled.isPresent()
          && !compatible(compiled.get(), present.get())) {
        throw new InvalidInputException(
            "plugin "
                + entry
                + " was built for version "
                + compiled.get()
                + " of "
                + api.getName()
                + ", but this is "
                + present.get()
                + "; build it anew or take its release for this version");
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
