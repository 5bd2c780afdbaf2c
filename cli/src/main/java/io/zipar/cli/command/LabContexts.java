/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.cli.terminal.Console;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.lab.LabContext;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Watch;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What experiments need of the program around them. */
final class LabContexts {
  private final Catalog catalog;
  private final ModelFiles files;
  private final Provider<Measures> measures;
  private final Watch watch;
  private final Console console;
  private final ZiparCommand root;

  @Inject
  LabContexts(
      Catalog catalog,
      ModelFiles files,
      Provider<Measures> measures,
      Watch watch,
      Console console,
      ZiparCommand root) {
    this.catalog = catalog;
    this.files = files;
    this.measures = measures;
    this.watch = watch;
    this.console = console;
    this.root = root;
  }

  LabContext of(String command) {
    return new LabContext(
        catalog,
        files,
        measures::get,
        watch,
        console::print,
        command,
        commit(),
        root.pluginFolder());
  }

  /** What the build wrote; it writes nothing where there is no git or no repository. */
  private static String commit() {
    try (InputStream in = LabContexts.class.getResourceAsStream("commit.txt")) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "unknown" : text;
    } catch (IOException e) {
      throw new UncheckedIOException("commit.txt cannot be read from the jar", e);
    }
  }
}
