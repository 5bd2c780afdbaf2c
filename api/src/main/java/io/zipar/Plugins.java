/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The strategies and backends that were found, by name. Immutable, safe for several threads.
 *
 * @param <P> {@link DecodingStrategy} or {@link ModelBackend}
 */
@ApiStatus.Experimental(since = "0.1")
public final class Plugins<P> {
  private final String kind;
  private final Map<String, P> byName;

  private Plugins(String kind, Map<String, P> byName) {
    this.kind = kind;
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * Finds the strategies on the module path and the class path.
   *
   * @return all strategies
   * @throws PluginException if two have one name or one cannot be created
   */
  public static Plugins<DecodingStrategy> strategies() {
    return strategies(load(ServiceLoader.load(DecodingStrategy.class), "strategy"));
  }

  /**
   * Collects strategies that were found some other way.
   *
   * @param found the strategies
   * @return all of them by name
   * @throws PluginException if two have one name
   */
  public static Plugins<DecodingStrategy> strategies(Iterable<? extends DecodingStrategy> found) {
    return index("strategy", found, DecodingStrategy::name);
  }

  /**
   * Finds the backends on the module path and the class path.
   *
   * @return all backends
   * @throws PluginException if two have one name or one cannot be created
   */
  public static Plugins<ModelBackend> backends() {
    return backends(load(ServiceLoader.load(ModelBackend.class), "backend"));
  }

  /**
   * Collects backends that were found some other way.
   *
   * @param found the backends
   * @return all of them by name
   * @throws PluginException if two have one name
   */
  public static Plugins<ModelBackend> backends(Iterable<? extends ModelBackend> found) {
    return index("backend", found, ModelBackend::name);
  }

  /**
   * Finds a plugin by its name.
   *
   * @param name the name
   * @return the plugin
   * @throws InvalidInputException if there is none; the message lists what there is and the nearest
   *     name
   */
  public P named(String name) {
    P plugin = byName.get(name);
    if (plugin == null) {
      throw new InvalidInputException(
          "unknown "
              + kind
              + " '"
              + name
              + "'"
              + NearestName.hint(byName.keySet(), name)
              + "; found: "
              + (byName.isEmpty() ? "none" : String.join(", ", byName.keySet())));
    }
    return plugin;
  }

  /**
   * All plugins.
   *
   * @return the plugins in the order of their names
   */
  public List<P> all() {
    return List.copyOf(byName.values());
  }

  /**
   * Where a plugin comes from.
   *
   * @param plugin a plugin
   * @return its module with version where it has them, else the place of its class
   */
  public static String origin(Object plugin) {
    Module module = plugin.getClass().getModule();
    if (module.isNamed()) {
      String version =
          module.getDescriptor() == null
              ? ""
              : module.getDescriptor().rawVersion().map(v -> "@" + v).orElse("");
      String file =
          module.getLayer() == null || module.getLayer() == ModuleLayer.boot()
              ? ""
              : module
                  .getLayer()
                  .configuration()
                  .findModule(module.getName())
                  .flatMap(found -> found.reference().location())
                  .map(location -> " in " + location.getPath())
                  .orElse("");
      return "module " + module.getName() + version + file;
    }
    var source = plugin.getClass().getProtectionDomain().getCodeSource();
    return source == null ? "class path" : "class path " + source.getLocation().getPath();
  }

  private static <T> List<T> load(ServiceLoader<T> loader, String kind) {
    List<T> found = new ArrayList<>();
    try {
      loader.forEach(found::add);
    } catch (ServiceConfigurationError e) {
      throw new PluginException(kind + " provider", "cannot be created: " + e.getMessage(), e);
    }
    return found;
  }

  private static <T> Plugins<T> index(
      String kind, Iterable<? extends T> found, Function<T, String> nameOf) {
    Map<String, T> byName = new TreeMap<>();
    for (T plugin : found) {
      String name = Objects.requireNonNull(nameOf.apply(plugin), "name of a " + kind);
      T other = byName.put(name, plugin);
      if (other != null) {
        throw new PluginException(
            kind + " '" + name + "'",
            "two plugins have this name: " + origin(other) + " and " + origin(plugin));
      }
    }
    return new Plugins<>(kind, byName);
  }
}
