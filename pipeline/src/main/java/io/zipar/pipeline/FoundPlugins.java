/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.ZiparException;
import io.zipar.models.ModelFamilies;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.PackagedModel;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.plugin.PluginFolder;
import io.zipar.plugin.Plugins;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The plugins of the module path and the class path, and those of a folder. Safe for several
 * threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class FoundPlugins implements Catalog {
  private static final List<Class<?>> SERVICES =
      List.of(
          TransformerFamily.class,
          ImageTokenizerFamily.class,
          TextEncoderFamily.class,
          TextTokenizerFactory.class,
          PackagedModel.class);

  private final Supplier<Optional<Path>> folder;
  private final Class<?>[] services;
  private PluginFolder.Contents contents;

  /**
   * Looks for plugins; nothing is loaded before it is asked for.
   *
   * @param folder of further plugins, if there is one; asked once
   * @param further services that the folder may provide beside those that a pipeline uses
   */
  public FoundPlugins(Supplier<Optional<Path>> folder, Class<?>... further) {
    this.folder = folder;
    this.services = Stream.concat(SERVICES.stream(), Stream.of(further)).toArray(Class<?>[]::new);
  }

  @Override
  public Plugins<DecodingStrategy> strategies(Consumer<ZiparException> problems) {
    contents().problems().forEach(problems);
    return Plugins.strategies(joined(Plugins.strategies(), contents().strategies()), problems);
  }

  @Override
  public Plugins<ModelBackend> backends(Consumer<ZiparException> problems) {
    contents().problems().forEach(problems);
    return Plugins.backends(joined(Plugins.backends(), contents().backends()), problems);
  }

  /**
   * What the folder holds of another service than strategies and backends.
   *
   * @param service one that was named, or that a pipeline uses
   * @param <T> the service
   * @return one instance of every provider
   * @throws ZiparException if an entry of the folder cannot be used
   */
  public <T> List<T> further(Class<T> service) {
    PluginFolder.Contents found = contents();
    if (!found.problems().isEmpty()) {
      throw found.problems().get(0);
    }
    return found.all(service);
  }

  /**
   * The models of the families that are installed, and of those in the folder.
   *
   * @return where models come from; nothing is looked for before it is asked for
   */
  public ModelFiles models() {
    return ModelFiles.installed(this::families, () -> further(PackagedModel.class));
  }

  private ModelFamilies families() {
    return new ModelFamilies(
        further(TransformerFamily.class),
        further(ImageTokenizerFamily.class),
        further(TextEncoderFamily.class),
        further(TextTokenizerFactory.class));
  }

  private static <P> List<P> joined(Plugins<P> found, List<P> more) {
    return Stream.concat(found.all().stream(), more.stream()).toList();
  }

  private synchronized PluginFolder.Contents contents() {
    if (contents == null) {
      contents =
          folder
              .get()
              .map(path -> PluginFolder.scan(path, services))
              .orElse(PluginFolder.Contents.NONE);
    }
    return contents;
  }
}
