/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.wiring;

import io.zipar.PluginException;
import io.zipar.Plugins;
import io.zipar.examples.run.Catalog;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The plugins of the module path and the class path. */
final class ServiceCatalog implements Catalog {
  @Override
  public Plugins<DecodingStrategy> strategies() {
    try {
      return Plugins.strategies(ServiceLoader.load(DecodingStrategy.class));
    } catch (ServiceConfigurationError e) {
      throw new PluginException("strategy provider", "cannot be created: " + e.getMessage(), e);
    }
  }

  @Override
  public Plugins<ModelBackend> backends() {
    try {
      return Plugins.backends(ServiceLoader.load(ModelBackend.class));
    } catch (ServiceConfigurationError e) {
      throw new PluginException("backend provider", "cannot be created: " + e.getMessage(), e);
    }
  }
}
