/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.lab.Experiment;
import io.zipar.evaluation.lab.ExperimentFile;
import io.zipar.evaluation.lab.LabContext;
import io.zipar.evaluation.lab.ShardWork;
import io.zipar.evaluation.lab.ShardWorker;
import io.zipar.pipeline.FoundPlugins;
import io.zipar.pipeline.Watch;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an executor must know of an experiment. Paths are those of the driver: the files of models,
 * prompts and plugins are to be there on every machine.
 *
 * @param run names the run: an executor that meets another one begins anew
 * @param folder of the experiment's file
 * @param workingFolder of the driver
 * @param experiment the text of the experiment
 * @param plugins the folder of further plugins; null where there is none
 * @param command what the user wrote
 * @param commit the state of the sources that the program was built from
 */
record ExecutorInput(
    String run,
    String folder,
    String workingFolder,
    String experiment,
    String plugins,
    String command,
    String commit)
    implements Serializable {
  static ExecutorInput of(ShardWork work) {
    Experiment experiment = work.experiment();
    LabContext context = work.context();
    return new ExecutorInput(
        UUID.randomUUID().toString(),
        experiment.folder().toAbsolutePath().toString(),
        experiment.workingFolder().toAbsolutePath().toString(),
        experiment.text().toString(),
        context.plugins().map(path -> path.toAbsolutePath().toString()).orElse(null),
        context.command(),
        context.commit());
  }

  /** Plans the experiment where this is called. */
  ShardWorker worker() {
    FoundPlugins found = new FoundPlugins(() -> Optional.ofNullable(plugins).map(Path::of));
    LabContext context =
        new LabContext(
            found,
            found.models(),
            () -> Measures.installed(List.of()),
            Watch.nobody(),
            notice -> {},
            command,
            commit,
            Optional.empty());
    Path file = Path.of(folder).resolve("experiment");
    return new ShardWorker(context, ExperimentFile.read(file, Path.of(workingFolder), experiment));
  }
}
