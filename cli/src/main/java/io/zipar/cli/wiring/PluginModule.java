/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelFiles;

/** Wires what is found at run time: strategies, backends and model families. */
public final class PluginModule extends AbstractModule {
  /** Creates the module. */
  public PluginModule() {}

  @Override
  protected void configure() {
    bind(FoundPlugins.class).in(Singleton.class);
    bind(Catalog.class).to(FoundPlugins.class);
    bind(Measures.class).toProvider(FoundMeasures.class).in(Singleton.class);
    bind(ModelFiles.class).toProvider(FoundModels.class).in(Singleton.class);
  }
}
