/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Watch;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What runs of experiments need of the program around them.
 *
 * @param catalog the strategies and backends that there are
 * @param files where models come from
 * @param measures the measures that there are
 * @param watch looks on, and may cancel
 * @param notices hears a line about each combination
 * @param command what the user wrote, for the description of the run
 * @param commit the state of the sources that the program was built from, or {@code unknown}
 * @param plugins the folder of further plugins, if there is one
 */
@ApiStatus.Experimental(since = "0.1")
public record LabContext(
    Catalog catalog,
    ModelFiles files,
    Supplier<Measures> measures,
    Watch watch,
    Consumer<String> notices,
    String command,
    String commit,
    Optional<Path> plugins) {
  /** Refuses null. */
  public LabContext {
    Objects.requireNonNull(catalog, "catalog");
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(measures, "measures");
    Objects.requireNonNull(watch, "watch");
    Objects.requireNonNull(notices, "notices");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(plugins, "plugins");
  }
}
