/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonObject;
import io.zipar.pipeline.BackendChoice;
import io.zipar.plugin.PluginChoice;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ModelBackend;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose a backend, and what it runs on. */
final class BackendOptions {
  @Option(
      names = "--backend",
      paramLabel = "NAME[:OPTIONS]",
      defaultValue = BackendChoice.AUTO,
      description =
          "What runs the model, with its options as in djl:threads=2; see 'zipar backends';"
              + " auto takes what suits the machine best. Default: ${DEFAULT-VALUE}.")
  private String backend;

  @Mixin private MachineOptions machine;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "The backend's option 'dtype', for example float32 or float16.")
  private String dtype;

  BackendChoice choose(Plugins<ModelBackend> backends) {
    return BackendChoice.parse(backend, machine.with(Optional.ofNullable(dtype)), backends);
  }

  /**
   * The same for an experiment's file; nothing is written where nothing was given.
   *
   * @throws io.zipar.InvalidInputException if there is no such backend or option
   */
  void write(JsonObject experiment, Plugins<ModelBackend> backends) {
    choose(backends);
    PluginChoice written = PluginChoice.parse(backend);
    Map<String, String> given = new LinkedHashMap<>(written.options());
    given.putAll(machine.with(Optional.empty()));
    if (!given.isEmpty() || !written.name().equals(BackendChoice.AUTO)) {
      ExperimentText.add(experiment, "backend", new PluginChoice(written.name(), given));
    }
    ExperimentText.add(experiment, "dtype", dtype);
  }
}
