/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PluginException;
import io.zipar.ZiparException;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.support.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins in a folder: every jar and every exploded module in it that provides a strategy, a
 * backend or another service that is looked for is loaded apart from the others, as a module layer
 * of its own beside the application's modules. A plugin's module requires {@code io.zipar.api} and
 * what else the application holds; two plugins never see each other. What provides none is a
 * library: every plugin that needs it has it in its own layer.
 */
@ApiStatus.Experimental(since = "0.1")
public final class PluginFolder {
  private PluginFolder() {}

  /** Services that every folder may provide. */
  private static final List<Class<?>> ALWAYS = List.of(DecodingStrategy.class, ModelBackend.class);

  /** What a folder holds. Immutable. */
  public static final class Contents {
    /** Nothing at all. */
    public static final Contents NONE = new Contents(Map.of(), List.of());

    private final Map<Class<?>, List<?>> providers;
    private final List<ZiparException> problems;

    private Contents(Map<Class<?>, List<?>> providers, List<ZiparException> problems) {
      this.providers = Map.copyOf(providers);
      this.problems = List.copyOf(problems);
    }

    /**
     * What provides a service.
     *
     * @param service a service that was looked for
     * @param <T> the service
     * @return one instance of every provider in the order of the file names; empty for a service
     *     that was not looked for
     */
    public <T> List<T> all(Class<T> service) {
      return providers.getOrDefault(service, List.of()).stream().map(service::cast).toList();
    }

    /**
     * The strategies.
     *
     * @return one instance of every strategy provided
     */
    public List<DecodingStrategy> strategies() {
      return all(DecodingStrategy.class);
    }

    /**
     * The backends.
     *
     * @return one instance of every backend provided
     */
    public List<ModelBackend> backends() {
      return all(ModelBackend.class);
    }

    /**
     * Why entries could not be used.
     *
     * @return a problem for each, in the order of the file names; it names its entry
     */
    public List<ZiparException> problems() {
      return problems;
    }
  }

  /**
   * Loads every plugin of a folder. Entries that are neither a {@code .jar} nor a folder with a
   * {@code module-info.class} are passed over.
   *
   * @param folder the folder
   * @return strategies and backends in the order of the file names, no problems
   * @throws InvalidInputException if the folder cannot be read or holds libraries alone, or an
   *     entry is no plugin of this version of the API; the message names the entry and what would
   *     be right
   * @throws PluginException if a provider cannot be created
   */
  public static Contents load(Path folder) {
    Contents contents = scan(folder);
    if (!contents.problems().isEmpty()) {
      throw contents.problems().get(0);
    }
    return contents;
  }

  /**
   * Loads what can be loaded of a folder, and tells of the rest.
   *
   * @param folder the folder
   * @param further services to look for besides strategies and backends; each must be exported
   * @return providers in the order of the file names, and the problems
   * @throws InvalidInputException if the folder cannot be read
   */
  public static Contents scan(Path folder, Class<?>... further) {
    List<Class<?>> services = Stream.concat(ALWAYS.stream(), Stream.of(further)).toList();
    Set<String> names = services.stream().map(Class::getName).collect(Collectors.toSet());
    List<PluginEntry> plugins = new ArrayList<>();
    List<PluginEntry> libraries = new ArrayList<>();
    List<ZiparException> problems = new ArrayList<>();
    for (Path path : entries(folder)) {
      try {
        PluginEntry entry = PluginEntry.read(path, names);
        (entry.isPlugin() ? plugins : libraries).add(entry);
      } catch (ZiparException e) {
        problems.add(e);
      }
    }
    if (plugins.isEmpty() && problems.isEmpty() && !libraries.isEmpty()) {
      problems.add(nothingProvided(libraries.get(0).path(), services));
    }
    List<Path> beside = libraries.stream().map(PluginEntry::path).toList();
    Map<Class<?>, List<?>> providers = new HashMap<>();
    for (PluginEntry plugin : plugins) {
      try {
        PluginLoader loader = PluginLoader.of(plugin.path(), beside);
        Map<Class<?>, List<?>> own = new HashMap<>();
        services.forEach(service -> own.put(service, loader.providers(service)));
        own.forEach((service, more) -> providers.merge(service, more, PluginFolder::joined));
      } catch (ZiparException e) {
        problems.add(e);
      }
    }
    return new Contents(providers, problems);
  }

  private static List<?> joined(List<?> first, List<?> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static InvalidInputException nothingProvided(Path entry, List<Class<?>> services) {
    boolean few = services.size() == ALWAYS.size();
    return new InvalidInputException(
        "plugin "
            + entry
            + " provides "
            + (few ? "no strategy and no backend" : "nothing that is known here")
            + "; its module-info (or META-INF/services) must provide "
            + services.stream().map(Class::getName).collect(Collectors.joining(" or ")));
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "plugin folder "
              + folder
              + (Files.exists(folder) ? " is a file; give a folder" : " does not exist; give one")
              + " that holds jars");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(PluginFolder::isPlugin).sorted().toList();
    } catch (IOException e) {
      throw new InvalidInputException(
          "plugin folder " + folder + " cannot be read: " + OneLine.message(e), e);
    }
  }

  private static boolean isPlugin(Path entry) {
    return Files.isDirectory(entry)
        ? Files.exists(entry.resolve("module-info.class"))
        : entry.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }
}
