/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.NearestName;
import io.zipar.ZiparException;
import io.zipar.cli.spi.TerminalCommand;
import io.zipar.cli.terminal.Console;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.output.SystemReason;
import io.zipar.training.AnyOrderTraining;
import io.zipar.training.FlasharTraining;
import io.zipar.training.MedusaTraining;
import io.zipar.training.ShippedTraining;
import io.zipar.training.TrainingPlan;
import io.zipar.training.VideoTraining;
import io.zipar.training.transformer.BranchPlan;
import io.zipar.training.transformer.HeadsPlan;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains the models that come with the program. */
@Command(
    name = "train",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = VersionText.class,
    description = {
      "Train a model that comes with the program from nothing.",
      "Takes hours on a CPU. Interrupted, the same command goes on from the last state kept."
    })
public final class TrainCommand implements TerminalCommand {
  @Inject private Console console;
  @Inject private ModelFiles files;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      defaultValue = ModelChoice.DEFAULT,
      description = {
        "scenes: classifier, tokenizer, transformer.",
        "scenes-medusa: draft heads beside scenes, which stays as it is.",
        "scenes-flashar: scenes trained on to paint an anti-diagonal a pass.",
        "scenes-any: scenes trained on to paint cells in any order.",
        "scenes-video: scenes trained on to paint videos of six classes, 6 frames of 12x12 tokens.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String name;

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
      train();
      return 0;
    } catch (IOException e) {
      throw new ZiparException("--out " + out + ": " + SystemReason.of(e), e);
    }
  }

  private void train() throws IOException {
    switch (name) {
      case ModelChoice.DEFAULT ->
          new ShippedTraining(console::print).run(TrainingPlan.shipped(), out);
      case MedusaTraining.NAME ->
          new MedusaTraining(scenes(), console::print).run(HeadsPlan.shipped(), out);
      case FlasharTraining.NAME ->
          new FlasharTraining(scenes(), console::print).run(BranchPlan.shipped(), out);
      case AnyOrderTraining.NAME ->
          new AnyOrderTraining(scenes(), console::print).run(AnyOrderTraining.plan(), out);
      case VideoTraining.NAME ->
          new VideoTraining(scenes(), console::print).run(VideoTraining.plan(), out);
      default -> throw unknown();
    }
  }

  private InvalidInputException unknown() {
    List<String> names =
        List.of(
            ModelChoice.DEFAULT,
            MedusaTraining.NAME,
            FlasharTraining.NAME,
            AnyOrderTraining.NAME,
            VideoTraining.NAME);
    return new InvalidInputException(
        "NAME '"
            + name
            + "': there is no training of that name"
            + NearestName.hint(names, name)
            + "; known: "
            + String.join(", ", names));
  }

  private PackagedModel scenes() {
    return files.packaged().stream()
        .filter(each -> each.name().equals(ModelChoice.DEFAULT))
        .findFirst()
        .orElseThrow(
            () ->
                new ZiparException(
                    "the model '" + ModelChoice.DEFAULT + "' is not on the module path"));
  }
}
