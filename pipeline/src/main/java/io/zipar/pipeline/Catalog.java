/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Plugins;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;

/** The plugins that there are. Looked for at each call, so that asking for help needs none. */
@ApiStatus.Experimental(since = "0.1")
public interface Catalog {
  /**
   * Finds the strategies.
   *
   * @return all strategies by name
   * @throws io.zipar.PluginException if two have one name or one cannot be created
   */
  Plugins<DecodingStrategy> strategies();

  /**
   * Finds the backends.
   *
   * @return all backends by name
   * @throws io.zipar.PluginException if two have one name or one cannot be created
   */
  Plugins<ModelBackend> backends();
}
