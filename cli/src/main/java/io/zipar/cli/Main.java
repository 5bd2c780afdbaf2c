/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import io.zipar.cli.command.Failures;
import io.zipar.cli.command.NumberText;
import io.zipar.cli.command.ZiparCommand;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.cli.terminal.Logging;
import io.zipar.cli.terminal.StandardOutput;
import io.zipar.cli.wiring.FurtherCommands;
import io.zipar.cli.wiring.InjectedCommands;
import io.zipar.cli.wiring.PluginModule;
import io.zipar.cli.wiring.TerminalModule;
import io.zipar.pipeline.BackgroundValue;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.ServiceConfigurationError;
import picocli.CommandLine;
import picocli.CommandLine.RunLast;

/** The command line. Holds no state between runs. */
public final class Main {
  private static final int USUAL_COLUMNS = 80;
  private static final int LEAST_COLUMNS = 40;
  private static final String BROKEN_PIPE = "Broken pipe";
  private static final int NOBODY_READS = 141;

  private final Console console;
  private final Interruption interruption;
  private final Module plugins;
  private final Runnable whenItHangs;

  private Main(Console console, Interruption interruption, Module plugins, Runnable whenItHangs) {
    this.console = console;
    this.interruption = interruption;
    this.plugins = plugins;
    this.whenItHangs = whenItHangs;
  }

  /**
   * Runs a command and ends the JVM with its exit code.
   *
   * @param args command, options and values
   */
  public static void main(String[] args) {
    StandardOutput output = new StandardOutput();
    Console console = terminal(output);
    Interruption interruption = new Interruption();
    JvmEnd end = new JvmEnd(console, interruption);
    end.install();
    int exitCode =
        ArgumentEncoding.complaint(args)
            .map(problem -> refuse(console, problem))
            .orElseGet(
                () -> new Main(console, interruption, new PluginModule(), end::abandon).run(args));
    console.out().flush();
    if (output.failure().filter(BROKEN_PIPE::equals).isPresent()) {
      // As every command ends of which nobody wants to hear more.
      exitCode = NOBODY_READS;
    } else if (output.failure().isPresent()) {
      console.complain("the standard output cannot be written: " + output.failure().get());
      exitCode = Math.max(exitCode, Failures.FAILED);
    }
    end.exit(exitCode);
  }

  private static int refuse(Console console, String problem) {
    console.complain(problem);
    return Failures.BAD_INPUT;
  }

  /**
   * Runs a command within this JVM, with the plugins that are found.
   *
   * @param args command, options and values
   * @param out receives results
   * @param err receives errors
   * @return the exit code
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    return run(args, Console.plain(out, err), new Interruption(), new PluginModule());
  }

  /**
   * Runs a command within this JVM.
   *
   * @param args command, options and values
   * @param console receives results and errors
   * @param interruption ends the command early
   * @param plugins binds {@link io.zipar.pipeline.Catalog} and {@link io.zipar.pipeline.ModelFiles}
   * @return the exit code
   */
  public static int run(String[] args, Console console, Interruption interruption, Module plugins) {
    return new Main(console, interruption, plugins, () -> {}).run(args);
  }

  private int run(String[] args) {
    try {
      return execute(args);
    } finally {
      interruption.commandEnded();
    }
  }

  private int execute(String[] args) {
    ZiparCommand root = new ZiparCommand(args);
    try {
      // Guice and picocli prepare side by side: both take a good part of a start.
      BackgroundValue<Injector> injector =
          new BackgroundValue<>(
              "zipar-wiring",
              () -> Guice.createInjector(plugins, new TerminalModule(console, interruption, root)));
      InjectedCommands commands = new InjectedCommands(injector);
      CommandLine commandLine = new CommandLine(root, commands);
      List<Class<? extends TerminalCommand>> ours = ZiparCommand.commands(args);
      ours.forEach(commandLine::addSubcommand);
      if (ours.size() > 1 && root.pluginFolder().isPresent()) {
        injector.get().getInstance(FurtherCommands.class).addTo(commandLine, commands);
      }
      NumberText.register(commandLine);
      return commandLine
          .setOut(console.out())
          .setErr(console.err())
          .setCaseInsensitiveEnumValuesAllowed(true)
          .setUsageHelpAutoWidth(false)
          // A value that begins with @ is a value, not a file of arguments.
          .setExpandAtFiles(false)
          .setExecutionStrategy(
              parsed -> {
                try {
                  commands.inject();
                } catch (RuntimeException e) {
                  // As it is: picocli would print its stack trace.
                  return failures(root).report(e);
                }
                Logging.show(root.logLevel());
                root.deadline().ifPresent(this::endAfter);
                return new RunLast().execute(parsed);
              })
          .setParameterExceptionHandler((failure, rest) -> failures(root).report(failure))
          .setExecutionExceptionHandler((failure, line, parsed) -> failures(root).report(failure))
          .execute(args);
    } catch (RuntimeException e) {
      return failures(root).report(e);
    } catch (VirtualMachineError | LinkageError | ServiceConfigurationError e) {
      return failures(root).report(e);
    }
  }

  private void endAfter(Duration deadline) {
    Thread watch =
        new Thread(
            () -> {
              if (!interruption.expireAfter(deadline, console::complain)) {
                whenItHangs.run();
              }
            },
            "zipar-deadline");
    watch.setDaemon(true);
    watch.start();
  }

  private Failures failures(ZiparCommand root) {
    return new Failures(console, interruption, root.isVerbose());
  }

  /** The script tells what a JVM cannot find out by itself: whether stderr is a terminal. */
  private static Console terminal(StandardOutput output) {
    int columns = Integer.getInteger("zipar.columns", USUAL_COLUMNS);
    return new Console(
        new PrintWriter(output, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true),
        Boolean.getBoolean("zipar.terminal"),
        Math.max(LEAST_COLUMNS, columns));
  }
}
