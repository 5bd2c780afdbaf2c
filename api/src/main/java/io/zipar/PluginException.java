/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * A plugin broke a rule of its SPI or failed. The message names the plugin and the rule; the run
 * ends, and the framework stays usable.
 */
@ApiStatus.Experimental(since = "0.1")
public class PluginException extends ZiparException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param plugin the plugin, for example {@code strategy 'zipar'}
   * @param problem the rule and how it was broken
   */
  public PluginException(String plugin, String problem) {
    super(plugin + ": " + problem);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param plugin the plugin, for example {@code strategy 'zipar'}
   * @param problem the rule and how it was broken
   * @param cause what the plugin threw
   */
  public PluginException(String plugin, String problem, Throwable cause) {
    super(plugin + ": " + problem, cause);
  }
}
