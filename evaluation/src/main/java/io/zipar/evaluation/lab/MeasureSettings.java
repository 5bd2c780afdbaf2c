/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import io.zipar.ApiStatus;
import io.zipar.evaluation.FeatureProtocol;
import io.zipar.evaluation.PixelRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is measured, and how.
 *
 * @param names of the measures
 * @param features a TorchScript file or the tensors of an Inception network; empty for the
 *     classifier of the procedural pictures
 * @param classifier the weights of that; empty for those beside the model
 * @param likelihood the model that says how likely tokens are, as a value of {@link Axis#MODEL};
 *     empty for the one that painted them
 * @param featureSize side of the pictures that the TorchScript file takes
 * @param featureRange the pixels that it takes
 * @param featureFlag whether it takes {@code true} as a second argument
 * @param pictureSize the side that pictures are scaled to first
 * @param protocol how pictures come to the size of the network
 * @param reference a folder of pictures or saved statistics; empty for procedural pictures
 * @param referenceCount how many procedural pictures
 * @param resamples of the bootstrap intervals
 * @param heldOut whether as many held-out procedural pictures are measured beside the images
 * @param saveStatistics where the statistics of the reference are written to, as prepared for the
 *     first model
 */
@ApiStatus.Experimental(since = "0.1")
public record MeasureSettings(
    List<String> names,
    Optional<Path> features,
    Optional<Path> classifier,
    Optional<JsonElement> likelihood,
    int featureSize,
    PixelRange featureRange,
    boolean featureFlag,
    OptionalInt pictureSize,
    FeatureProtocol protocol,
    Optional<Path> reference,
    int referenceCount,
    int resamples,
    boolean heldOut,
    Optional<Path> saveStatistics) {
  /** Copies the names. */
  public MeasureSettings {
    names = List.copyOf(names);
  }

  /**
   * Other measures, measured alike.
   *
   * @param changed their names
   * @return the settings
   */
  public MeasureSettings withNames(List<String> changed) {
    return new MeasureSettings(
        changed,
        features,
        classifier,
        likelihood,
        featureSize,
        featureRange,
        featureFlag,
        pictureSize,
        protocol,
        reference,
        referenceCount,
        resamples,
        heldOut,
        saveStatistics);
  }
}
