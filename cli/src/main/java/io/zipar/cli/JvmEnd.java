/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import io.zipar.cli.command.Failures;
import io.zipar.cli.terminal.Console;
import io.zipar.cli.terminal.Interruption;
import io.zipar.plugin.PluginCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the JVM ends. A command that has ended adds {@code zipar.ended} to its exit status, so that
 * the script can tell it from a JVM that was ended by something else. A signal interrupts the
 * command; so does the end of the script, {@code zipar.parent}. A plugin that ends the JVM, or
 * keeps it from ending, is named.
 */
final class JvmEnd {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final int NOT_ENDED = -1;
  private static final int LEAST_SIGNAL = 64;
  private static final int TERMINATED = 143;

  private final Console console;
  private final Interruption interruption;
  private final int ended = Integer.getInteger("zipar.ended", 0);
  private volatile int status = NOT_ENDED;

  JvmEnd(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  /** From here on every end of the JVM comes through this object, but for a halt from outside. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "zipar-end"));
    Long parent = Long.getLong("zipar.parent");
    if (parent != null) {
      daemon("zipar-parent", () -> endWith(parent));
    }
  }

  /** Ends the JVM after the command. */
  void exit(int exitCode) {
    status = statusOf(exitCode);
    System.exit(status);
  }

  /** Ends the JVM although the command does not. */
  void abandon() {
    interruption.abandon();
    Runtime.getRuntime().halt(statusOf(Failures.FAILED));
  }

  private int statusOf(int exitCode) {
    return exitCode < LEAST_SIGNAL ? ended + exitCode : exitCode;
  }

  private void shutDown() {
    daemon("zipar-last", this::endInSpiteOfHooks);
    if (status != NOT_ENDED) {
      return;
    }
    Optional<StackTraceElement> caller = callerOfExit();
    if (caller.isEmpty()) {
      interruption.interrupt(console::complain);
      return;
    }
    List<String> calls = PluginCalls.inProgress();
    console.complain(
        caller.get()
            + " ended the program"
            + (calls.isEmpty() ? "" : ", in " + String.join(", ", calls))
            + "; a plugin must not");
    abandon();
  }

  /** Who called {@link System#exit}, where it was neither a signal nor this program. */
  private static Optional<StackTraceElement> callerOfExit() {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      for (int i = 0; i + 1 < stack.length; i++) {
        String next = stack[i + 1].getClassName();
        if (isExit(stack[i]) && !isExit(stack[i + 1])) {
          boolean own = next.startsWith("java.lang.") || next.startsWith(JvmEnd.class.getName());
          return own ? Optional.empty() : Optional.of(stack[i + 1]);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isExit(StackTraceElement frame) {
    String type = frame.getClassName();
    return frame.getMethodName().equals("exit")
        && (type.equals("java.lang.System") || type.equals("java.lang.Runtime"));
  }

  private void endInSpiteOfHooks() {
    sleep(status == NOT_ENDED ? PATIENCE.multipliedBy(2) : PATIENCE);
    console.complain("ended, although a shutdown hook has not: " + hooks());
    Runtime.getRuntime().halt(status == NOT_ENDED ? TERMINATED : status);
  }

  /** What foreign threads are doing: a hook cannot be told from others, it inherits all it has. */
  private static String hooks() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> !thread.getKey().getName().startsWith("zipar-"))
        .flatMap(thread -> List.of(thread.getValue()).stream().filter(JvmEnd::isForeign).limit(1))
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(", "));
  }

  private static boolean isForeign(StackTraceElement frame) {
    String module = String.valueOf(frame.getModuleName());
    return !module.startsWith("java.") && !module.equals(JvmEnd.class.getModule().getName());
  }

  /** A script that was killed cannot pass that on. */
  private static void endWith(long parent) {
    do {
      sleep(GLANCE);
    } while (ProcessHandle.current().parent().filter(each -> each.pid() == parent).isPresent());
    System.exit(TERMINATED);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
