/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.spi.TerminalCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "zipar",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = "Decoding strategies for autoregressive image generation.",
    footer = {
      "",
      "Exit codes: 0 done, 2 bad input, 1 another failure, 130 interrupted, 128 and its number for"
          + " another signal.",
      "Nothing is left behind unless a command ends with 0; evaluate keeps finished combinations,"
          + " experiment complete shards, train its states."
    })
public final class ZiparCommand implements Runnable {
  private static final String PLUGINS = "--plugins";
  private static final String DEADLINE = "--deadline";
  private static final int LONGEST_SECONDS = 100_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log what is loaded, and print the stack trace of a failure.")
  private boolean verbose;

  @Option(
      names = PLUGINS,
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Folder with jars of further strategies, backends, model families, text tokenizers,"
              + " measures and commands.")
  private Path pluginFolder;

  @Option(
      names = DEADLINE,
      paramLabel = "SECONDS",
      scope = ScopeType.INHERIT,
      description = "End the command as a failure when it takes longer; nothing is written then.")
  private Double deadline;

  /**
   * Creates the command. The folder of plugins is known at once, for the command that is run may be
   * in it.
   *
   * @param args command, options and values
   */
  public ZiparCommand(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith(PLUGINS + "=")) {
        pluginFolder = Path.of(args[i].substring(PLUGINS.length() + 1));
      } else if (args[i].equals(PLUGINS) && i + 1 < args.length) {
        pluginFolder = Path.of(args[i + 1]);
      }
    }
  }

  /**
   * The commands of ours that a command line needs: creating one takes a noticeable part of a
   * start.
   *
   * @param args command, options and values
   * @return the command that is named; all if that is none, as for help or for one of a plugin
   */
  public static List<Class<? extends TerminalCommand>> commands(String[] args) {
    String named = named(args);
    // Types alone: nothing is created here, and with modules no jar is searched.
    ModuleLayer layer = ZiparCommand.class.getModule().getLayer();
    ServiceLoader<TerminalCommand> commands =
        layer != null
            ? ServiceLoader.load(layer, TerminalCommand.class)
            : ServiceLoader.load(TerminalCommand.class, ZiparCommand.class.getClassLoader());
    List<Class<? extends TerminalCommand>> all =
        commands.stream()
            .<Class<? extends TerminalCommand>>map(ServiceLoader.Provider::type)
            .toList();
    return all.stream()
        .filter(command -> command.getAnnotation(Command.class).name().equals(named))
        .findFirst()
        .<List<Class<? extends TerminalCommand>>>map(List::of)
        .orElse(all);
  }

  /** The first word that is neither an option of the root nor the value of one. */
  private static String named(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("-")) {
        return args[i];
      }
      if (args[i].equals(PLUGINS) || args[i].equals(DEADLINE)) {
        i++;
      }
    }
    return "";
  }

  /**
   * The level of logging that was asked for.
   *
   * @return warnings alone unless {@code --verbose} was given
   */
  public Level logLevel() {
    return verbose ? Level.INFO : Level.WARNING;
  }

  /**
   * Whether failures come with their stack trace.
   *
   * @return whether {@code --verbose} was given
   */
  public boolean isVerbose() {
    return verbose;
  }

  /**
   * Where to look for further plugins.
   *
   * @return a folder, if one was given
   */
  public Optional<Path> pluginFolder() {
    return Optional.ofNullable(pluginFolder);
  }

  /**
   * How long the command may take.
   *
   * @return the time, if one was given
   * @throws ParameterException if it is no time
   */
  public Optional<Duration> deadline() {
    if (deadline != null && !(deadline > 0 && deadline <= LONGEST_SECONDS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--deadline " + deadline + ": give seconds, above 0 and at most " + LONGEST_SECONDS);
    }
    return Optional.ofNullable(deadline).map(each -> Duration.ofMillis(Math.round(each * 1000)));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: "
            + String.join(", ", spec.subcommands().keySet())
            + "; see 'zipar --help'");
  }
}
