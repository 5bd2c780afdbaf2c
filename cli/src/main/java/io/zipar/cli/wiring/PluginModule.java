/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.zipar.cli.command.ZiparCommand;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.spi.Measure;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.FoundPlugins;
import io.zipar.pipeline.ModelFiles;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** Wires what is found at run time: strategies, backends and model families. */
public final class PluginModule extends AbstractModule {
  /** Creates the module. */
  public PluginModule() {}

  @Override
  protected void configure() {
    bind(FoundPlugins.class).toProvider(Plugins.class).in(Singleton.class);
    bind(Catalog.class).to(FoundPlugins.class);
    bind(Measures.class).toProvider(FoundMeasures.class).in(Singleton.class);
    bind(ModelFiles.class).toProvider(Models.class).in(Singleton.class);
  }

  /** Looked for once, and not before something asks. */
  private static final class Plugins implements Provider<FoundPlugins> {
    private final ZiparCommand root;

    @Inject
    Plugins(ZiparCommand root) {
      this.root = root;
    }

    @Override
    public FoundPlugins get() {
      return new FoundPlugins(root::pluginFolder, Measure.class, TerminalCommand.class);
    }
  }

  private static final class Models implements Provider<ModelFiles> {
    private final FoundPlugins plugins;

    @Inject
    Models(FoundPlugins plugins) {
      this.plugins = plugins;
    }

    @Override
    public ModelFiles get() {
      return plugins.models();
    }
  }
}
