/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.threads.Team;
import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.VectorQuantizer;

/**
 * The entries of an image tokenizer. Distances are computed in double precision, so that equally
 * near entries are equal. Immutable, safe for several threads.
 */
final class Codebook {
  private static final double MIN_NORM = 1e-12;

  private final int size;
  private final int width;
  private final boolean normalized;
  private final float[] entries;

  private Codebook(VectorQuantizer quantizer, float[] entries) {
    this.size = quantizer.codebookSize();
    this.width = quantizer.entryWidth();
    this.normalized = quantizer.normalized();
    this.entries = entries;
    for (int code = 0; code < size; code++) {
      normalize(entries, code * width, 1);
    }
  }

  static Codebook load(VectorQuantizer quantizer, WeightLoader loader) {
    return new Codebook(quantizer, loader.vector(quantizer.codebook()));
  }

  int size() {
    return size;
  }

  int width() {
    return width;
  }

  /** The entries of codes as width x cells planes. */
  float[] lookUp(int[] codes) {
    float[] planes = new float[width * codes.length];
    for (int cell = 0; cell < codes.length; cell++) {
      for (int i = 0; i < width; i++) {
        planes[i * codes.length + cell] = entries[codes[cell] * width + i];
      }
    }
    return planes;
  }

  /**
   * Finds the nearest entries, the lowest code of equally near ones.
   *
   * @param planes width x cells; normalised in place where the tokenizer says so
   * @param team shares the cells
   * @return the code of each cell
   */
  int[] nearest(float[] planes, Team team) {
    int cells = planes.length / width;
    int[] codes = new int[cells];
    team.run(
        (from, to, thread) -> {
          for (int cell = from; cell < to; cell++) {
            normalize(planes, cell, cells);
            codes[cell] = nearest(planes, cell, cells);
          }
        },
        cells,
        1);
    return codes;
  }

  private int nearest(float[] planes, int cell, int cells) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int code = 0; code < size; code++) {
      double distance = 0;
      for (int i = 0; i < width && distance < least; i++) {
        double difference = (double) planes[i * cells + cell] - entries[code * width + i];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = code;
      }
    }
    return best;
  }

  private void normalize(float[] values, int first, int stride) {
    if (!normalized) {
      return;
    }
    double squares = 0;
    for (int i = 0; i < width; i++) {
      double value = values[first + i * stride];
      squares += value * value;
    }
    float norm = (float) Math.max(Math.sqrt(squares), MIN_NORM);
    for (int i = 0; i < width; i++) {
      values[first + i * stride] /= norm;
    }
  }
}
