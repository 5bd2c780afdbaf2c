/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.Grid;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says how many tokens an image has. */
final class GridOptions {
  @Option(
      names = "--grid",
      paramLabel = "[FRAMESx]ROWSxCOLUMNS",
      converter = GridText.class,
      description = "Grid of tokens. Default: the model's own.")
  private Grid grid;

  Optional<Grid> grid() {
    return Optional.ofNullable(grid);
  }
}
