/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import io.zipar.examples.run.Catalog;
import io.zipar.examples.run.ClassifierFiles;
import io.zipar.examples.run.ModelFiles;

/** Wires what is found at run time: strategies, backends and model families. */
public final class PluginModule extends AbstractModule {
  /** Creates the module. */
  public PluginModule() {}

  @Override
  protected void configure() {
    bind(Catalog.class).to(FoundPlugins.class).in(Singleton.class);
    bind(ClassifierFiles.class).toInstance(new ClassifierBesideModel());
    bind(ModelFiles.class).toInstance(new LoadedModelFiles());
  }
}
