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

/** Arrays of NumPy archives among the resources, made by other implementations. */
final class NpzResource {
  private NpzResource() {}

  static NumpyArray array(String file, String name) throws IOException {
    try (InputStream in = NpzResource.class.getResourceAsStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name + ".npy")) {
          return NumpyArray.read(zip, 1 << 20);
        }
      }
    }
    throw new IOException(file + ": no " + name);
  }

  /** A row of float32 numbers for each picture. */
  static float[][] rows(String file, String name) throws IOException {
    NumpyArray array = array(file, name);
    float[][] rows = new float[array.shape().get(0)][array.shape().get(1)];
    for (int i = 0; i < array.values().length; i++) {
      rows[i / rows[0].length][i % rows[0].length] = (float) array.values()[i];
    }
    return rows;
  }
}
