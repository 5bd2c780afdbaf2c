/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.largest;

import io.zipar.cli.spi.TerminalCommand;
import io.zipar.pipeline.ModelFiles;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the published sizes whose pictures have many rows. */
@Command(
    name = "largest",
    mixinStandardHelpOptions = true,
    description = "List the models that paint many rows of tokens.")
public final class LargestCommand implements TerminalCommand {
  @Inject private ModelFiles models;
  @Spec private CommandSpec spec;

  @Option(names = "--rows", paramLabel = "N", description = "Least number of rows.")
  private int rows;

  /** Creates the command; its fields are filled before it is called. */
  public LargestCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    models.architectures().stream()
        .filter(each -> each.defaultGrid().rows() >= rows)
        .forEach(each -> out.println(each.name() + " " + each.defaultGrid()));
    return 0;
  }
}
