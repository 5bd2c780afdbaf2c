/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.ZiparException;
import io.zipar.plugin.Plugins;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import java.util.function.Consumer;

/** The plugins that there are. Looked for at each call, so that asking for help needs none. */
@ApiStatus.Experimental(since = "0.1")
public interface Catalog {
  /**
   * Finds the strategies that can be used.
   *
   * @param problems hears of every plugin that cannot, and why; may throw what it hears
   * @return the others by name
   */
  Plugins<DecodingStrategy> strategies(Consumer<ZiparException> problems);

  /**
   * Finds the backends that can be used.
   *
   * @param problems hears of every plugin that cannot, and why; may throw what it hears
   * @return the others by name
   */
  Plugins<ModelBackend> backends(Consumer<ZiparException> problems);

  /**
   * Finds the strategies.
   *
   * @return all strategies by name
   * @throws ZiparException if a plugin cannot be used; the message names it
   */
  default Plugins<DecodingStrategy> strategies() {
    return strategies(
        problem -> {
          throw problem;
        });
  }

  /**
   * Finds the backends.
   *
   * @return all backends by name
   * @throws ZiparException if a plugin cannot be used; the message names it
   */
  default Plugins<ModelBackend> backends() {
    return backends(
        problem -> {
          throw problem;
        });
  }
}
