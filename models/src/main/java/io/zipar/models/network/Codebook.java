/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import java.nio.FloatBuffer;

/**
 * The entries of an image tokenizer, in memory. Distances are computed in double precision, so that
 * equally near entries are equal. Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Codebook {
  private static final double MIN_NORM = 1e-12;

  private final int size;
  private final int width;
  private final boolean normalized;
  private final float[] entries;

  private Codebook(int size, int width, boolean normalized, float[] entries) {
    this.size = size;
    this.width = width;
    this.normalized = normalized;
    this.entries = entries;
  }

  /**
   * Reads the codebook of a tokenizer.
   *
   * @param quantizer the tokenizer
   * @return its entries, normalised where it says so
   */
  public static Codebook of(VectorQuantizer quantizer) {
    int size = quantizer.codebookSize();
    int width = quantizer.entryWidth();
    float[] entries = new float[Math.multiplyExact(size, width)];
    quantizer.codebook().read(0, FloatBuffer.wrap(entries));
    Codebook codebook = new Codebook(size, width, quantizer.normalized(), entries);
    for (int code = 0; code < size; code++) {
      codebook.normalize(entries, code * width, 1);
    }
    return codebook;
  }

  /**
   * Counts the entries.
   *
   * @return the codes run from 0 to one less
   */
  public int size() {
    return size;
  }

  /**
   * The width of an entry.
   *
   * @return at least 1
   */
  public int width() {
    return width;
  }

  /**
   * Looks codes up.
   *
   * @param codes each from 0 to size - 1
   * @return width x number of codes: the input of a decoder
   */
  public float[] lookUp(int[] codes) {
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
   * @param planes width x cells, the output of an encoder; normalised in place where the tokenizer
   *     says so
   * @return the code of each cell
   */
  public int[] nearest(float[] planes) {
    int cells = planes.length / width;
    int[] codes = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      codes[cell] = nearest(planes, cell, cells);
    }
    return codes;
  }

  /**
   * Finds the nearest entry of one cell, the lowest code of equally near ones. Different cells may
   * be searched by different threads at once.
   *
   * @param planes width x cells, the output of an encoder; the cell is normalised in place where
   *     the tokenizer says so
   * @param cell index of the cell
   * @param cells number of cells
   * @return its code
   */
  public int nearest(float[] planes, int cell, int cells) {
    normalize(planes, cell, cells);
    return search(planes, cell, cells);
  }

  private int search(float[] planes, int cell, int cells) {
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
    double norm = Math.max(Math.sqrt(squares), MIN_NORM);
    for (int i = 0; i < width; i++) {
      values[first + i * stride] /= (float) norm;
    }
  }
}
