/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.wiring;

import io.zipar.PluginException;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.pipeline.FoundPlugins;
import io.zipar.plugin.Plugins;
import io.zipar.spi.support.OneLine;
import jakarta.inject.Inject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.PicocliException;

/** The commands of the plugin folder. */
public final class FurtherCommands {
  private static final String UNNAMED = "<main class>";

  private final FoundPlugins plugins;

  @Inject
  FurtherCommands(FoundPlugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Adds them to a command line.
   *
   * @param commandLine holds our own
   * @param commands fills their fields later
   * @throws io.zipar.ZiparException if the folder cannot be read, or a command cannot be used
   */
  public void addTo(CommandLine commandLine, InjectedCommands commands) {
    for (TerminalCommand command : plugins.further(TerminalCommand.class)) {
      String plugin = "command " + command.getClass().getName() + " of " + Plugins.origin(command);
      String name = name(plugin, command);
      if (commandLine.getSubcommands().containsKey(name)) {
        throw new PluginException(plugin, "is named '" + name + "', as another command is");
      }
      try {
        commandLine.addSubcommand(command);
      } catch (PicocliException e) {
        throw new PluginException(
            plugin,
            "cannot be read: "
                + OneLine.message(e)
                + "; its module opens its package to info.picocli and com.google.guice",
            e);
      }
      commands.add(command);
    }
  }

  private static String name(String plugin, TerminalCommand command) {
    Command annotation = command.getClass().getAnnotation(Command.class);
    if (annotation == null || annotation.name().equals(UNNAMED)) {
      throw new PluginException(plugin, "has no name; picocli's annotation @Command gives it one");
    }
    return annotation.name();
  }
}
