/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.pipeline.BackendChoice;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ModelBackend;
import java.util.LinkedHashMap;
import java.util.Map;
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

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "The backend's option 'device', for example cpu or cuda.")
  private String device;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "The backend's option 'dtype', for example float32 or float16.")
  private String dtype;

  @Option(names = "--threads", paramLabel = "N", description = "The backend's option 'threads'.")
  private String threads;

  BackendChoice choose(Plugins<ModelBackend> backends) {
    return BackendChoice.parse(backend, shortcuts(device, dtype, threads), backends);
  }

  static Map<String, String> shortcuts(String device, String dtype, String threads) {
    Map<String, String> given = new LinkedHashMap<>();
    putIfGiven(given, "device", device);
    putIfGiven(given, "dtype", dtype);
    putIfGiven(given, "threads", threads);
    return given;
  }

  private static void putIfGiven(Map<String, String> given, String name, String value) {
    if (value != null) {
      given.put(name, value);
    }
  }
}
