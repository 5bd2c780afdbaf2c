/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonObject;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.FeatureProtocol;
import io.zipar.evaluation.PixelRange;
import io.zipar.evaluation.SceneClassifier;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that say how pictures are measured, and against what. */
final class FeatureOptions {
  @Option(
      names = "--classifier",
      paramLabel = "FILE",
      description =
          "Weights of the classifier of the procedural pictures. Default: "
              + SceneClassifier.FILE
              + " beside the model.")
  private Path classifier;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description =
          "Features of this network instead: the tensors of pytorch-fid's Inception network"
              + " (safetensors), or a TorchScript file, which is a program: run those of whom you"
              + " trust.")
  private Path features;

  @Option(
      names = "--feature-size",
      paramLabel = "N",
      defaultValue = "299",
      description =
          "Side of the pictures that a TorchScript file takes. Default: ${DEFAULT-VALUE}.")
  private int featureSize;

  @Option(
      names = "--feature-range",
      paramLabel = "symmetric|unit|bytes|imagenet|tensorflow",
      defaultValue = "symmetric",
      description =
          "Pixels that a TorchScript file takes: -1 to 1, 0 to 1, 0 to 255, normalised as for"
              + " ImageNet, or (byte - 128) / 128. Default: ${DEFAULT-VALUE}.")
  private PixelRange featureRange;

  @Option(
      names = "--feature-flag",
      description =
          "Give --features true as a second argument, as NVIDIA's inception-2015-12-05.pt wants"
              + " (with --feature-range bytes).")
  private boolean featureFlag;

  @Option(
      names = "--picture-size",
      paramLabel = "N",
      description =
          "First scale all pictures to this side, as is usual for ImageNet at 256. Default:"
              + " straight to that of the network.")
  private Integer pictureSize;

  @Option(
      names = "--protocol",
      paramLabel = "square|adm|clean",
      defaultValue = "square",
      description =
          "How pictures come to the size of the network: the middle square by an antialiased"
              + " bicubic filter, or the whole picture as the evaluator of ADM or clean-fid does it."
              + " Default: ${DEFAULT-VALUE}.")
  private FeatureProtocol protocol;

  @Option(
      names = "--reference",
      paramLabel = "PATH",
      description =
          "What to compare with: a folder of pictures, or statistics that were saved"
              + " (.npz with mu and sigma). Default: held-out procedural pictures.")
  private Path reference;

  @Option(
      names = "--reference-count",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many procedural pictures to compare with. Default: ${DEFAULT-VALUE}.")
  private int referenceCount;

  @Option(
      names = "--save-statistics",
      paramLabel = "FILE.npz",
      description = "Also save the statistics of the reference for a later --reference.")
  private Path saveStatistics;

  /** Writes them as members of an experiment's file. */
  void write(JsonObject experiment) {
    if (pictureSize != null && pictureSize < 1) {
      throw new InvalidInputException("--picture-size " + pictureSize + " is not at least 1");
    }
    if (features != null && classifier != null) {
      throw new InvalidInputException("--features and --classifier exclude each other");
    }
    if (features != null) {
      JsonObject json = new JsonObject();
      ExperimentText.add(json, "file", features);
      json.addProperty("size", featureSize);
      json.addProperty("range", featureRange.name().toLowerCase(Locale.ROOT));
      json.addProperty("flag", featureFlag);
      experiment.add("features", json);
    }
    ExperimentText.add(experiment, "classifier", classifier);
    ExperimentText.add(experiment, "pictureSize", pictureSize);
    experiment.addProperty("protocol", protocol.name().toLowerCase(Locale.ROOT));
    ExperimentText.add(experiment, "reference", reference);
    if (reference == null) {
      experiment.addProperty("referenceCount", referenceCount);
      experiment.addProperty("heldOut", true);
    }
    if (saveStatistics != null) {
      experiment.addProperty("saveStatistics", saveStatistics.toAbsolutePath().toString());
    }
  }
}
