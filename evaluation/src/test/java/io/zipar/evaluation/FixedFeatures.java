/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.models.NumpyArray;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Features and what other implementations make of them: {@code features/fixed.npz}. */
public final class FixedFeatures {
  private FixedFeatures() {}

  /** One number. */
  public static double number(String name) throws IOException {
    return array(name).values()[0];
  }

  /** A row for each picture: real, generated. */
  public static float[][] rows(String name) throws IOException {
    NumpyArray array = array(name);
    float[][] rows = new float[array.shape().get(0)][array.shape().get(1)];
    for (int i = 0; i < array.values().length; i++) {
      rows[i / rows[0].length][i % rows[0].length] = (float) array.values()[i];
    }
    return rows;
  }

  private static NumpyArray array(String name) throws IOException {
    try (InputStream in = FixedFeatures.class.getResourceAsStream("/features/fixed.npz");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name + ".npy")) {
          return NumpyArray.read(zip, 1 << 16);
        }
      }
    }
    throw new IOException("no " + name);
  }
}
