/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import java.util.List;

/**
 * A network that turns pictures into the features that are compared. Used by one thread at a time,
 * closed by whoever opened it.
 */
@ApiStatus.Experimental(since = "0.1")
public interface FeatureNetwork extends AutoCloseable {
  /**
   * The side of the pictures that it takes.
   *
   * @return pixels
   */
  int side();

  /**
   * The length of a picture's features.
   *
   * @return at least 1
   */
  int width();

  /**
   * Names the network and its weights, so that features of different networks are not compared.
   *
   * @return one line, the same for the same weights
   */
  String identity();

  /**
   * Computes features.
   *
   * @param pictures {@link #side} x {@link #side} pixels each, at least one
   * @return a row for each picture
   * @throws io.zipar.ZiparException if the network fails
   */
  Features features(List<PixelImage> pictures);

  /** Frees the weights. Closing twice has no effect. */
  @Override
  void close();
}
