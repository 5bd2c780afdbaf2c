/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.zipar.PixelImage;
import java.util.List;

/** Pictures as arrays of DJL, and its matrices as rows. */
final class PictureArrays {
  private PictureArrays() {}

  /** Pictures x 3 x side x side values. */
  static NDArray of(NDManager owner, List<PixelImage> pictures, int side) {
    int size = 3 * side * side;
    float[] values = new float[pictures.size() * size];
    for (int i = 0; i < pictures.size(); i++) {
      PixelImage picture = pictures.get(i);
      if (picture.width() != side || picture.height() != side) {
        throw new IllegalArgumentException(
            picture.width() + " x " + picture.height() + " pixels where " + side + " are wanted");
      }
      System.arraycopy(picture.planes(), 0, values, i * size, size);
    }
    return owner.create(values, new Shape(pictures.size(), 3, side, side));
  }

  static float[][] rows(NDArray matrix) {
    int width = Math.toIntExact(matrix.getShape().get(1));
    float[] values = matrix.toFloatArray();
    float[][] rows = new float[values.length / width][width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, i * width, rows[i], 0, width);
    }
    return rows;
  }
}
