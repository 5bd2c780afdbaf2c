/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ClassifierBesideModel;
import io.zipar.pipeline.ClassifierFiles;
import io.zipar.pipeline.LoadedModelFiles;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.ModelOpener;

/** Wires what is found at run time: strategies, backends and model families. */
public final class PluginModule extends AbstractModule {
  /** Creates the module. */
  public PluginModule() {}

  @Override
  protected void configure() {
    bind(Catalog.class).to(FoundPlugins.class).in(Singleton.class);
    bind(ClassifierFiles.class).toInstance(new ClassifierBesideModel());
    ModelFiles files = new LoadedModelFiles();
    bind(ModelFiles.class).toInstance(files);
    bind(ModelOpener.class).toInstance(new ModelOpener(files));
  }
}
