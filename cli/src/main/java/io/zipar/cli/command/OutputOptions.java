/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the results of a generation go. */
final class OutputOptions {
  /** The option that names the folder. */
  static final String FOLDER = "--out";

  /** The option that names the file of the report. */
  static final String REPORT = "--report";

  @Option(
      names = FOLDER,
      paramLabel = "DIR",
      required = true,
      description = "Folder for the pictures, created where it is missing.")
  private Path folder;

  @Option(
      names = REPORT,
      paramLabel = "FILE.json",
      description = "Also write settings, timings, tokens and passes to this file.")
  private Path report;

  Path folder() {
    return folder;
  }

  Optional<Path> report() {
    return Optional.ofNullable(report);
  }
}
