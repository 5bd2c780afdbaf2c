/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.PluginException;
import io.zipar.ZiparException;
import io.zipar.guard.GuardedBackend;
import io.zipar.guard.GuardedStrategy;
import io.zipar.guard.WatchedCall;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The strategies and backends that were found, by name. What describes a plugin (its name, summary,
 * options and the like) can be relied on: texts are one line each, nothing is null, and a call that
 * fails or does not return within 10 s ends with a {@link PluginException} that names plugin and
 * call. Immutable, safe for several threads.
 *
 * @param <P> {@link DecodingStrategy} or {@link ModelBackend}
 */
@ApiStatus.Experimental(since = "0.1")
public final class Plugins<P> {
  private static final int LONGEST_NAME = 64;

  private final String kind;
  private final Map<String, P> byName;

  private Plugins(String kind, Map<String, P> byName) {
    this.kind = kind;
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * Finds the strategies that are installed: see {@link Services}.
   *
   * @return all strategies
   * @throws InvalidInputException if two have one name, or a name is none
   * @throws PluginException if one cannot be created or named
   */
  public static Plugins<DecodingStrategy> strategies() {
    return strategies(load(Services.installed(DecodingStrategy.class), "strategy"));
  }

  /**
   * Collects strategies that were found some other way.
   *
   * @param found the strategies
   * @return all of them by name
   * @throws InvalidInputException if two have one name, or a name is none
   * @throws PluginException if one cannot be named
   */
  public static Plugins<DecodingStrategy> strategies(Iterable<? extends DecodingStrategy> found) {
    return strategies(found, Plugins::refuse);
  }

  /**
   * Collects strategies that were found some other way, and goes on without those that cannot be
   * used.
   *
   * @param found the strategies
   * @param problems hears of every one that is left out, and why; may throw what it hears
   * @return the others by name
   */
  public static Plugins<DecodingStrategy> strategies(
      Iterable<? extends DecodingStrategy> found, Consumer<ZiparException> problems) {
    return index("strategy", found, GuardedStrategy::of, DecodingStrategy::name, problems);
  }

  /**
   * Finds the backends that are installed: see {@link Services}.
   *
   * @return all backends
   * @throws InvalidInputException if two have one name, or a name is none
   * @throws PluginException if one cannot be created or named
   */
  public static Plugins<ModelBackend> backends() {
    return backends(load(Services.installed(ModelBackend.class), "backend"));
  }

  /**
   * Collects backends that were found some other way.
   *
   * @param found the backends
   * @return all of them by name
   * @throws InvalidInputException if two have one name, or a name is none
   * @throws PluginException if one cannot be named
   */
  public static Plugins<ModelBackend> backends(Iterable<? extends ModelBackend> found) {
    return backends(found, Plugins::refuse);
  }

  /**
   * Collects backends that were found some other way, and goes on without those that cannot be
   * used.
   *
   * @param found the backends
   * @param problems hears of every one that is left out, and why; may throw what it hears
   * @return the others by name
   */
  public static Plugins<ModelBackend> backends(
      Iterable<? extends ModelBackend> found, Consumer<ZiparException> problems) {
    return index("backend", found, GuardedBackend::of, ModelBackend::name, problems);
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
              + OneLine.of(name, LONGEST_NAME)
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
    if (plugin instanceof GuardedStrategy guarded) {
      return origin(guarded.unguarded());
    }
    if (plugin instanceof GuardedBackend guarded) {
      return origin(guarded.unguarded());
    }
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

  private static void refuse(ZiparException problem) {
    throw problem;
  }

  private static <T> List<T> load(ServiceLoader<T> loader, String kind) {
    WatchedCall call = new WatchedCall(kind + " provider");
    List<ServiceLoader.Provider<T>> providers;
    try {
      providers = loader.stream().toList();
    } catch (ServiceConfigurationError | LinkageError | SecurityException e) {
      throw call.failure("cannot be loaded: " + OneLine.message(e));
    }
    List<T> found = new ArrayList<>();
    for (ServiceLoader.Provider<T> provider : providers) {
      found.add(call.require("constructor of " + provider.type().getName(), provider::get));
    }
    return found;
  }

  private static <T> Plugins<T> index(
      String kind,
      Iterable<? extends T> found,
      Function<T, T> guard,
      Function<T, String> nameOf,
      Consumer<ZiparException> problems) {
    Map<String, T> byName = new TreeMap<>();
    for (T plugin : found) {
      try {
        T guarded = guard.apply(plugin);
        T other = byName.putIfAbsent(nameOf.apply(guarded), guarded);
        if (other != null) {
          throw new InvalidInputException(
              kind
                  + " '"
                  + nameOf.apply(guarded)
                  + "': two plugins have this name: "
                  + origin(other)
                  + " and "
                  + origin(guarded)
                  + "; leave one out");
        }
      } catch (ZiparException e) {
        problems.accept(e);
      }
    }
    return new Plugins<>(kind, byName);
  }
}
