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

/** What experiments need of the program around them. */
final class LabContexts {
  private final Catalog catalog;
  private final ModelFiles files;
  private final Provider<Measures> measures;
  private final Watch watch;
  private final Console console;

  @Inject
  LabContexts(
      Catalog catalog,
      ModelFiles files,
      Provider<Measures> measures,
      Watch watch,
      Console console) {
    this.catalog = catalog;
    this.files = files;
    this.measures = measures;
    this.watch = watch;
    this.console = console;
  }

  LabContext of(String command) {
    return new LabContext(catalog, files, measures::get, watch, console::print, command);
  }
}
