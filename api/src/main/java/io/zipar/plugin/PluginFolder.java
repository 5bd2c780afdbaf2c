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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The plugins in a folder: every jar and every exploded module in it that provides a strategy or a
 * backend is loaded apart from the others, as a module layer of its own beside the application's
 * modules. A plugin's module requires {@code io.zipar.api} and what else the application holds; two
 * plugins never see each other. What provides neither is a library: every plugin that needs it has
 * it in its own layer.
 */
@ApiStatus.Experimental(since = "0.1")
public final class PluginFolder {
  private PluginFolder() {}

  /**
   * What a folder holds.
   *
   * @param strategies one instance of every strategy provided
   * @param backends one instance of every backend provided
   * @param problems why entries could not be used, in the order of the file names; each names its
   *     entry
   */
  public record Contents(
      List<DecodingStrategy> strategies,
      List<ModelBackend> backends,
      List<ZiparException> problems) {
    /** Nothing at all. */
    public static final Contents NONE = new Contents(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Contents {
      strategies = List.copyOf(strategies);
      backends = List.copyOf(backends);
      problems = List.copyOf(problems);
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
   * @return strategies and backends in the order of the file names, and the problems
   * @throws InvalidInputException if the folder cannot be read
   */
  public static Contents scan(Path folder) {
    List<PluginEntry> plugins = new ArrayList<>();
    List<PluginEntry> libraries = new ArrayList<>();
    List<ZiparException> problems = new ArrayList<>();
    for (Path path : entries(folder)) {
      try {
        PluginEntry entry = PluginEntry.read(path);
        (entry.isPlugin() ? plugins : libraries).add(entry);
      } catch (ZiparException e) {
        problems.add(e);
      }
    }
    if (plugins.isEmpty() && problems.isEmpty() && !libraries.isEmpty()) {
      problems.add(nothingProvided(libraries.get(0).path()));
    }
    List<Path> beside = libraries.stream().map(PluginEntry::path).toList();
    List<DecodingStrategy> strategies = new ArrayList<>();
    List<ModelBackend> backends = new ArrayList<>();
    for (PluginEntry plugin : plugins) {
      try {
        PluginLoader loader = PluginLoader.of(plugin.path(), beside);
        strategies.addAll(loader.providers(DecodingStrategy.class));
        backends.addAll(loader.providers(ModelBackend.class));
      } catch (ZiparException e) {
        problems.add(e);
      }
    }
    return new Contents(strategies, backends, problems);
  }

  private static InvalidInputException nothingProvided(Path entry) {
    return new InvalidInputException(
        "plugin "
            + entry
            + " provides no strategy and no backend; its module-info (or META-INF/services)"
            + " must provide "
            + DecodingStrategy.class.getName()
            + " or "
            + ModelBackend.class.getName());
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "plugin folder " + folder + " is not a folder; give one that holds jars");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(PluginFolder::isPlugin).sorted().toList();
    } catch (IOException e) {
      throw new InvalidInputException("plugin folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static boolean isPlugin(Path entry) {
    return Files.isDirectory(entry)
        ? Files.exists(entry.resolve("module-info.class"))
        : entry.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }
}
