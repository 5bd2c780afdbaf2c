/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.PixelImage;
import io.zipar.evaluation.FeatureNetwork;
import io.zipar.evaluation.Features;
import java.util.List;

/** Stands where no measure needs features. */
enum NoFeatures implements FeatureNetwork {
  /** The only one: it has no state. */
  INSTANCE;

  @Override
  public int side() {
    return 1;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public String identity() {
    return "none";
  }

  @Override
  public Features features(List<PixelImage> pictures) {
    throw new IllegalStateException("no measure needs features");
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
