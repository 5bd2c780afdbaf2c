/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

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
   * @param network the tokenizer
   * @return its entries, normalised where it says so
   */
  public static Codebook of(ImageTokenizerNetwork network) {
    int size = network.codebookSize();
    int width = network.entryWidth();
    float[] entries = new float[Math.multiplyExact(size, width)];
    network.codebook().read(0, FloatBuffer.wrap(entries));
    Codebook codebook = new Codebook(size, width, network.normalized(), entries);
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
   * Looks the codes of a picture up.
   *
   * @param grid a grid of one frame
   * @param codes those of the grid in raster order
   * @return width x rows x columns: the input of a decoder
   * @throws InvalidInputException if the number of codes is not that of the grid, a code is outside
   *     the codebook, or the grid has several frames
   */
  public float[] lookUp(Grid grid, int[] codes) {
    if (grid.frames() != 1) {
      throw new InvalidInputException("grid " + grid + ": a picture has one frame");
    }
    return lookUpFrames(grid, codes).get(0);
  }

  /**
   * Looks the codes of a video up.
   *
   * @param grid a grid
   * @param codes those of the grid, frame by frame in raster order
   * @return for each frame width x rows x columns: the input of a decoder
   * @throws InvalidInputException if the number of codes is not that of the grid, or a code is
   *     outside the codebook
   */
  public List<float[]> lookUpFrames(Grid grid, int[] codes) {
    if (codes.length != grid.cells()) {
      throw new InvalidInputException(
          codes.length + " tokens for the " + grid.cells() + " cells of the grid " + grid);
    }
    for (int code : codes) {
      if (code < 0 || code >= size) {
        throw new InvalidInputException(
            "token " + code + " is outside the codebook: 0 to " + (size - 1));
      }
    }
    int cells = grid.rows() * grid.columns();
    List<float[]> frames = new ArrayList<>();
    for (int first = 0; first < codes.length; first += cells) {
      float[] planes = new float[width * cells];
      for (int cell = 0; cell < cells; cell++) {
        for (int i = 0; i < width; i++) {
          planes[i * cells + cell] = entries[codes[first + cell] * width + i];
        }
      }
      frames.add(planes);
    }
    return frames;
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
