/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.classifier;

import java.util.SplittableRandom;

/**
 * What a tokenizer may do to a picture: it is shifted by a few pixels, blurred, and gets noise,
 * each by a random amount, so that a classifier trained on such pictures looks at what they show.
 * Not safe for several threads.
 */
final class PictureWear {
  private static final int CHANNELS = 3;
  private static final int MAX_SHIFT = 3;
  private static final double MAX_NOISE = 0.1;

  private final int side;
  private final SplittableRandom random;

  PictureWear(int side, long seed) {
    this.side = side;
    this.random = new SplittableRandom(seed);
  }

  /** Changes every picture of a batch of pictures x 3 x side x side values. */
  void apply(float[] batch) {
    int plane = side * side;
    for (int first = 0; first < batch.length; first += CHANNELS * plane) {
      int right = random.nextInt(-MAX_SHIFT, MAX_SHIFT + 1);
      int down = random.nextInt(-MAX_SHIFT, MAX_SHIFT + 1);
      float blur = (float) random.nextDouble();
      double noise = random.nextDouble(MAX_NOISE);
      for (int channel = 0; channel < CHANNELS; channel++) {
        change(batch, first + channel * plane, right, down, blur, noise);
      }
    }
  }

  private void change(float[] batch, int plane, int right, int down, float blur, double noise) {
    float[] values = new float[side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int top = plane + inside(y - down - 1) * side;
        int middle = plane + inside(y - down) * side;
        int bottom = plane + inside(y - down + 1) * side;
        float own = batch[middle + inside(x - right)];
        float mean = 0;
        for (int column = x - right - 1; column <= x - right + 1; column++) {
          int place = inside(column);
          mean += (batch[top + place] + batch[middle + place] + batch[bottom + place]) / 9;
        }
        values[y * side + x] = own + blur * (mean - own) + (float) (noise * random.nextGaussian());
      }
    }
    System.arraycopy(values, 0, batch, plane, values.length);
  }

  /** The picture goes on beyond its border with the pixels of the border. */
  private int inside(int place) {
    return Math.max(0, Math.min(side - 1, place));
  }
}
