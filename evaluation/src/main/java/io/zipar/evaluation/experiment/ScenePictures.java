/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.PixelImage;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pictures.PictureSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Procedural pictures that no training saw: neither to learn from nor to decide when to stop.
 *
 * @param first number of the first
 * @param classes the classes in turn
 */
record ScenePictures(long first, List<Integer> classes) {
  private static final long BEYOND_TRAINING = NumberedPictures.HELD_OUT + (1L << 30);

  /** What generated pictures are compared with. */
  static ScenePictures reference(List<Integer> classes) {
    return new ScenePictures(BEYOND_TRAINING, classes);
  }

  /** Others, which show how near real pictures come. */
  static ScenePictures others(List<Integer> classes) {
    return new ScenePictures(2 * BEYOND_TRAINING, classes);
  }

  static boolean has(int label) {
    return label >= 0 && label < PictureSet.classNames().size();
  }

  int label(int index) {
    return classes.get(index % classes.size());
  }

  List<Integer> labels(int from, int to) {
    List<Integer> labels = new ArrayList<>();
    for (int i = from; i < to; i++) {
      labels.add(label(i));
    }
    return labels;
  }

  List<PixelImage> pictures(int from, int to) {
    List<PixelImage> pictures = new ArrayList<>();
    for (int i = from; i < to; i++) {
      pictures.add(PictureSet.draw(label(i), first + i));
    }
    return pictures;
  }
}
