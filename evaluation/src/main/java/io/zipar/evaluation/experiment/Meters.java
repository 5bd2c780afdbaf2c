/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.GenerationResult;
import io.zipar.PixelImage;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.Features;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Meter;
import io.zipar.evaluation.spi.Need;
import io.zipar.evaluation.spi.Sample;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Measures one set of images by all measures whose needs are met. Not safe for several threads. */
final class Meters {
  private final PictureFeatures features;
  private final Map<Measure, Meter> meters = new LinkedHashMap<>();
  private final Map<Conditioning, Integer> subjects = new HashMap<>();
  private int count;

  /**
   * Begins a set.
   *
   * @param measures the measures
   * @param offered what there is besides pictures and their features; probabilities only where the
   *     network has them as well
   * @param features of the pictures
   * @param context what all sets share
   */
  Meters(Measures measures, Set<Need> offered, PictureFeatures features, MeasureContext context) {
    this.features = features;
    Set<Need> met = EnumSet.of(Need.FEATURES);
    met.addAll(offered);
    for (Measure measure : measures.all()) {
      if (met.containsAll(measure.needs())) {
        meters.put(measure, measure.begin(context));
      }
    }
  }

  /** Its class; where it shows none, the number of what it shows among those seen so far. */
  int label(GeneratedImage image) {
    Conditioning conditioning = image.request().conditioning();
    return conditioning instanceof ClassLabel label
        ? label.label()
        : subjects.computeIfAbsent(conditioning, each -> subjects.size());
  }

  boolean need(Need need) {
    return meters.keySet().stream().anyMatch(measure -> measure.needs().contains(need));
  }

  int count() {
    return count;
  }

  void addBatch(GenerationResult batch) {
    meters.forEach(
        (measure, meter) -> {
          if (measure.needs().contains(Need.BATCHES)) {
            meter.addBatch(batch);
          }
        });
  }

  /** Adds pictures, each with the class and the likelihood at its place; the latter may be none. */
  void addPictures(List<PixelImage> pictures, List<Integer> labels, List<Double> likelihoods) {
    Optional<Features> computed =
        need(Need.FEATURES) || need(Need.PROBABILITIES)
            ? Optional.of(features.of(pictures))
            : Optional.empty();
    Optional<float[][]> probabilities = computed.flatMap(Features::probabilities);
    if (probabilities.isEmpty()) {
      meters.keySet().removeIf(measure -> measure.needs().contains(Need.PROBABILITIES));
    }
    for (int i = 0; i < pictures.size(); i++) {
      int image = i;
      Sample sample =
          new Sample(
              labels.get(i),
              pictures.get(i),
              computed.map(all -> all.rows()[image]),
              probabilities.map(all -> all[image]),
              likelihoods.isEmpty()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(likelihoods.get(i)));
      meters.values().forEach(meter -> meter.add(sample));
      count++;
    }
  }

  /** The estimates by the names of the measures. */
  Map<String, Estimate> estimates() {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    meters.forEach((measure, meter) -> estimates.put(measure.name(), meter.estimate()));
    return estimates;
  }
}
