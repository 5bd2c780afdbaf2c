/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the script {@code zipar} as a user does: the real jars, on the real module path. What was
 * packaged last is run, without a build.
 */
final class CommandLine {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LIMIT_MINUTES = 5;

  private CommandLine() {}

  /**
   * How a run ended.
   *
   * @param status the exit status
   * @param out the lines of the standard output
   * @param err the lines of the standard error
   */
  record Outcome(int status, List<String> out, List<String> err) {
    String everything() {
      return "status " + status + ", out " + out + ", err " + err;
    }
  }

  static Path tinyModel() {
    return ROOT.resolve("examples/models/tiny");
  }

  static Path root() {
    return ROOT;
  }

  static Outcome run(Object... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /** As {@link #run(Object...)}, with variables in the environment. */
  static Outcome run(Map<String, String> variables, Object... arguments)
      throws IOException, InterruptedException {
    File out = File.createTempFile("zipar", ".out");
    File err = File.createTempFile("zipar", ".err");
    try {
      ProcessBuilder builder = process(arguments);
      builder.environment().putAll(variables);
      Process process = builder.redirectOutput(out).redirectError(err).start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(builder.command() + " has not ended");
      }
      return new Outcome(
          process.exitValue(), Files.readAllLines(out.toPath()), Files.readAllLines(err.toPath()));
    } finally {
      Files.delete(out.toPath());
      Files.delete(err.toPath());
    }
  }

  /** A run that is not yet started. */
  static ProcessBuilder process(Object... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", ROOT.resolve("zipar").toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return onWhatIsPackaged(new ProcessBuilder(command));
  }

  /** Has each {@code ./zipar} in a process run what is packaged, on the JDK of this test. */
  static ProcessBuilder onWhatIsPackaged(ProcessBuilder builder) {
    builder.environment().put("ZIPAR_NO_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  static JsonObject report(Path file) throws IOException {
    return new Gson().fromJson(Files.readString(file), JsonObject.class);
  }
}
