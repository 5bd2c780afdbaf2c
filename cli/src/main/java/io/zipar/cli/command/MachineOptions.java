/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of a backend that have a shortcut each, but for its number type. */
final class MachineOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "The backend's option 'device', for example cpu or cuda.")
  private String device;

  @Option(names = "--threads", paramLabel = "N", description = "The backend's option 'threads'.")
  private String threads;

  @Option(
      names = "--keep-converted",
      paramLabel = "DIR",
      description =
          "The backend's option 'keep-converted': a folder for converted weights, so that the next"
              + " start of a large model is as quick as reading them.")
  private String kept;

  /** Options of a backend by their names: what was given, and a number type. */
  Map<String, String> with(Optional<String> dtype) {
    Map<String, String> given = new LinkedHashMap<>();
    Optional.ofNullable(device).ifPresent(value -> given.put("device", value));
    dtype.ifPresent(value -> given.put("dtype", value));
    Optional.ofNullable(threads).ifPresent(value -> given.put("threads", value));
    Optional.ofNullable(kept).ifPresent(value -> given.put("keep-converted", value));
    return given;
  }
}
