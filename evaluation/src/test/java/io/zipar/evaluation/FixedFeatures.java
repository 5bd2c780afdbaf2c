/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import java.io.IOException;

/** Features and what other implementations make of them: {@code features/fixed.npz}. */
public final class FixedFeatures {
  private static final String FILE = "/features/fixed.npz";

  private FixedFeatures() {}

  /** One number. */
  public static double number(String name) throws IOException {
    return NpzResource.array(FILE, name).values()[0];
  }

  /** A row for each picture: real, generated. */
  public static float[][] rows(String name) throws IOException {
    return NpzResource.rows(FILE, name);
  }
}
