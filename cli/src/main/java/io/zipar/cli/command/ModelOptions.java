/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonObject;
import io.zipar.InvalidInputException;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name a model. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "PATH|NAME",
      description =
          "Checkpoint file, or a folder with config.json, model.pt or model.safetensors, and for"
              + " pictures vq.pt or vq.safetensors with vq.json; or the name of a model that comes"
              + " with the program, see 'zipar models'. Default: the backend's own model if it"
              + " brings one, else "
              + ModelChoice.DEFAULT
              + ".")
  private String model;

  @Option(
      names = "--vq",
      paramLabel = "PATH",
      description = "Image tokenizer, where it does not stand in the model's folder.")
  private Path tokenizer;

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      description = "Architecture of the checkpoint, for example GPT-L; see 'zipar models'.")
  private String architecture;

  @Option(
      names = "--model-option",
      paramLabel = "NAME=VALUE",
      description =
          "Option of the model's family, for example unconditional=padded-prompt of Lumina-mGPT; of"
              + " every model that predicts successors: heads=PATH, draft heads in the layout of"
              + " Medusa, or none.")
  private Map<String, String> options = Map.of();

  @Option(
      names = "--release-model",
      description =
          "Release the model before the image tokenizer is loaded, so that memory need hold only"
              + " one of them.")
  private boolean inTurn;

  ModelChoice choose(BackendChoice backend) {
    ModelChoice choice = ModelChoice.on(backend).withOptions(options);
    choice = model == null ? choice : choice.with(model);
    choice = tokenizer == null ? choice : choice.withImageTokenizer(tokenizer);
    choice = architecture == null ? choice : choice.withArchitecture(architecture);
    return inTurn ? choice.inTurn() : choice;
  }

  /** Finds the chosen model among those that come with the program. */
  Optional<PackagedModel> packaged(ModelFiles files) {
    return files.packaged().stream().filter(each -> each.name().equals(model)).findFirst();
  }

  /** The same for an experiment's file; nothing is written where nothing was given. */
  void write(JsonObject experiment) {
    if (inTurn) {
      throw new InvalidInputException(
          "--release-model: images are measured by the model too, after they were decoded; leave it"
              + " out");
    }
    JsonObject json = new JsonObject();
    ExperimentText.add(json, "path", model == null ? null : ExperimentText.place(Path.of(model)));
    ExperimentText.add(json, "imageTokenizer", tokenizer);
    ExperimentText.add(json, "architecture", architecture);
    JsonObject named = new JsonObject();
    options.forEach(named::addProperty);
    if (!named.isEmpty()) {
      json.add("options", named);
    }
    if (!json.isEmpty()) {
      experiment.add("model", json);
    }
  }
}
