/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.ZiparException;
import io.zipar.cli.terminal.Console;
import io.zipar.pipeline.output.SystemReason;
import io.zipar.training.ShippedTraining;
import io.zipar.training.TrainingPlan;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the model that comes with the program. */
@Command(
    name = "train",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Train the model that comes with the program from nothing: classifier, tokenizer,"
          + " transformer.",
      "Takes hours on a CPU. Interrupted, the same command goes on from the last state kept."
    })
public final class TrainCommand implements TerminalCommand {
  @Inject private Console console;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for states and the finished model, created where it is missing.")
  private Path out;

  /** Creates the command; its fields are injected. */
  public TrainCommand() {}

  @Override
  public Integer call() {
    try {
      new ShippedTraining(console::print).run(TrainingPlan.shipped(), out);
      return 0;
    } catch (IOException e) {
      throw new ZiparException("--out " + out + ": " + SystemReason.of(e), e);
    }
  }
}
