/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.spi.Measure;
import io.zipar.pipeline.FoundPlugins;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

/** The measures of the module path and the class path, and those of the plugin folder. */
final class FoundMeasures implements Provider<Measures> {
  private final FoundPlugins plugins;

  @Inject
  FoundMeasures(FoundPlugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public Measures get() {
    return Measures.installed(plugins.further(Measure.class));
  }
}
