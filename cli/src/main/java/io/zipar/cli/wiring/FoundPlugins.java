/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import io.zipar.ZiparException;
import io.zipar.cli.command.ZiparCommand;
import io.zipar.evaluation.spi.Measure;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.PackagedModel;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.pipeline.Catalog;
import io.zipar.plugin.PluginFolder;
import io.zipar.plugin.Plugins;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The plugins of the module path and the class path, and those of the folder {@code --plugins}. */
final class FoundPlugins implements Catalog {
  private static final Class<?>[] FURTHER = {
    TransformerFamily.class,
    ImageTokenizerFamily.class,
    TextEncoderFamily.class,
    TextTokenizerFactory.class,
    PackagedModel.class,
    Measure.class
  };

  private final ZiparCommand root;
  private PluginFolder.Contents folder;

  @Inject
  FoundPlugins(ZiparCommand root) {
    this.root = root;
  }

  @Override
  public Plugins<DecodingStrategy> strategies(Consumer<ZiparException> problems) {
    folder().problems().forEach(problems);
    return Plugins.strategies(joined(Plugins.strategies(), folder().strategies()), problems);
  }

  @Override
  public Plugins<ModelBackend> backends(Consumer<ZiparException> problems) {
    folder().problems().forEach(problems);
    return Plugins.backends(joined(Plugins.backends(), folder().backends()), problems);
  }

  /**
   * What the folder holds of another service than strategies and backends.
   *
   * @throws ZiparException if an entry of the folder cannot be used
   */
  <T> List<T> further(Class<T> service) {
    PluginFolder.Contents contents = folder();
    if (!contents.problems().isEmpty()) {
      throw contents.problems().get(0);
    }
    return contents.all(service);
  }

  private static <P> List<P> joined(Plugins<P> found, List<P> more) {
    return Stream.concat(found.all().stream(), more.stream()).toList();
  }

  /** Loaded once, and not before the options are parsed. */
  private PluginFolder.Contents folder() {
    if (folder == null) {
      folder =
          root.pluginFolder()
              .map(path -> PluginFolder.scan(path, FURTHER))
              .orElse(PluginFolder.Contents.NONE);
    }
    return folder;
  }
}
