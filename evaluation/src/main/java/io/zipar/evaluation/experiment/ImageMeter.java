/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.PixelImage;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.Diversity;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.Features;
import io.zipar.evaluation.FrechetDistance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what is measured of single images. Not safe for several threads. */
final class ImageMeter {
  private final PictureFeatures features;
  private final List<float[]> rows = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<Double> hits = new ArrayList<>();
  private final List<Double> likelihoods = new ArrayList<>();

  ImageMeter(PictureFeatures features) {
    this.features = features;
  }

  static int label(GeneratedImage image) {
    return ((ClassLabel) image.request().conditioning()).label();
  }

  /** Adds pictures, each of the class at its place. */
  void addPictures(List<PixelImage> pictures, List<Integer> classes) {
    Features computed = features.of(pictures);
    rows.addAll(List.of(computed.rows()));
    labels.addAll(classes);
    computed
        .probabilities()
        .ifPresent(
            all -> {
              for (int i = 0; i < all.length; i++) {
                hits.add(likeliest(all[i]) == classes.get(i) ? 1.0 : 0.0);
              }
            });
  }

  void addLikelihood(double nats) {
    likelihoods.add(nats);
  }

  int count() {
    return rows.size();
  }

  Map<Measure, Estimate> measures(FrechetDistance reference, Bootstrap bootstrap) {
    Map<Measure, Estimate> measures = new EnumMap<>(Measure.class);
    float[][] all = rows.toArray(float[][]::new);
    int[] classes = labels.stream().mapToInt(Integer::intValue).toArray();
    measures.put(Measure.FRECHET, reference.to(all, classes, bootstrap));
    measures.put(Measure.DIVERSITY, Diversity.of(all, classes, bootstrap));
    if (!hits.isEmpty()) {
      measures.put(Measure.ACCURACY, bootstrap.mean(classes, values(hits)));
    }
    if (!likelihoods.isEmpty()) {
      measures.put(Measure.NLL, bootstrap.mean(classes, values(likelihoods)));
    }
    return measures;
  }

  static double[] values(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static int likeliest(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }
}
