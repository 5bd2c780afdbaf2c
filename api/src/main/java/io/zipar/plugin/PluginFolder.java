/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PluginException;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plugins in a folder: every jar and every exploded module in it is loaded apart from the
 * others, as a module layer of its own beside the application's modules. A plugin's module requires
 * {@code io.zipar.api} and what else the application holds; two plugins never see each other.
 */
@ApiStatus.Experimental(since = "0.1")
public final class PluginFolder {
  private PluginFolder() {}

  /**
   * What a folder holds.
   *
   * @param strategies one instance of every strategy provided
   * @param backends one instance of every backend provided
   */
  public record Contents(List<DecodingStrategy> strategies, List<ModelBackend> backends) {
    /** Copies the lists. */
    public Contents {
      strategies = List.copyOf(strategies);
      backends = List.copyOf(backends);
    }
  }

  /**
   * Loads every plugin of a folder. Entries that are neither a {@code .jar} nor a folder with a
   * {@code module-info.class} are passed over.
   *
   * @param folder the folder
   * @return strategies and backends in the order of the file names
   * @throws InvalidInputException if the folder cannot be read, or an entry is no plugin of this
   *     version of the API; the message names the entry and what would be right
   * @throws PluginException if a provider cannot be created
   */
  public static Contents load(Path folder) {
    List<DecodingStrategy> strategies = new ArrayList<>();
    List<ModelBackend> backends = new ArrayList<>();
    for (Path entry : entries(folder)) {
      PluginLoader loader = PluginLoader.of(entry);
      List<DecodingStrategy> ownStrategies = loader.providers(DecodingStrategy.class);
      List<ModelBackend> ownBackends = loader.providers(ModelBackend.class);
      if (ownStrategies.isEmpty() && ownBackends.isEmpty()) {
        throw new InvalidInputException(
            "plugin "
                + entry
                + " provides no strategy and no backend; its module-info (or META-INF/services)"
                + " must provide "
                + DecodingStrategy.class.getName()
                + " or "
                + ModelBackend.class.getName());
      }
      strategies.addAll(ownStrategies);
      backends.addAll(ownBackends);
    }
    return new Contents(strategies, backends);
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
        : entry.getFileName().toString().endsWith(".jar");
  }
}
