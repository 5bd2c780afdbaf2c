/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.InvalidInputException;
import io.zipar.evaluation.FeatureNetwork;
import io.zipar.evaluation.FeatureNetworks;
import io.zipar.evaluation.FileIdentity;
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.SceneClassifier;
import io.zipar.evaluation.TorchScriptFeatures;
import io.zipar.evaluation.experiment.PictureFeatures;
import io.zipar.evaluation.experiment.Reference;
import io.zipar.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Feature networks and what they find in references: each is prepared for the first combination
 * that needs it, and kept for all. Used by one thread.
 */
final class OpenFeatures implements AutoCloseable {
  private final LabContext context;
  private final MeasureSettings settings;
  private final Map<Path, PictureFeatures> networks = new LinkedHashMap<>();
  private final Map<Compared, ReferenceFeatures> references = new HashMap<>();

  /**
   * The classifiers beside models: that of a packaged one is unpacked under a new name each time.
   */
  private final Map<Pipeline, Path> besideModels = new HashMap<>();

  /** Models may bring the same. */
  private final Map<String, Path> byContent = new HashMap<>();

  OpenFeatures(LabContext context, MeasureSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  private record Compared(Path network, Reference reference) {}

  /**
   * The network by which pictures of a model are measured, not to be closed.
   *
   * @throws InvalidInputException if there is none, or it cannot be used
   */
  PictureFeatures of(Pipeline pipeline) {
    Path file = file(pipeline);
    PictureFeatures known = networks.get(file);
    if (known != null) {
      return known;
    }
    FeatureNetwork network =
        settings.features().isPresent()
            ? FeatureNetworks.open(
                file,
                new TorchScriptFeatures.Input(
                    settings.featureSize(), settings.featureRange(), settings.featureFlag()),
                settings.protocol())
            : SceneClassifier.open(file);
    PictureFeatures opened =
        new PictureFeatures(network, settings.pictureSize(), settings.protocol());
    networks.put(file, opened);
    return opened;
  }

  private Path file(Pipeline pipeline) {
    return settings
        .features()
        .or(settings::classifier)
        .orElseGet(() -> besideModels.computeIfAbsent(pipeline, this::classifier));
  }

  private Path classifier(Pipeline pipeline) {
    Path file =
        pipeline
            .companion(SceneClassifier.FILE)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "no "
                            + SceneClassifier.FILE
                            + " stands beside the model: give classifier or features in the"
                            + " experiment"));
    return byContent.computeIfAbsent(FileIdentity.of(file), content -> file);
  }

  /**
   * What the network of a model finds in a reference.
   *
   * @throws InvalidInputException if the network or the reference cannot be used
   */
  ReferenceFeatures of(Pipeline pipeline, Reference reference) {
    Compared key = new Compared(file(pipeline), reference);
    ReferenceFeatures known = references.get(key);
    if (known != null) {
      return known;
    }
    PictureFeatures features = of(pipeline);
    Optional<String> coverage = reference.coverage();
    coverage.ifPresent(context.notices());
    ReferenceFeatures found = reference.load(features, context.watch());
    references.put(key, found);
    return found;
  }

  @Override
  public void close() {
    networks.values().forEach(PictureFeatures::close);
    networks.clear();
  }
}
