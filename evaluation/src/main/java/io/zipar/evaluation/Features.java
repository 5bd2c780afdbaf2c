/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link FeatureNetwork} makes of pictures. The arrays are not copied, and nobody writes to
 * them.
 *
 * @param rows the features, a row for each picture, all of one length
 * @param probabilities the probability of each class, a row for each picture, where the network
 *     classifies
 */
@ApiStatus.Experimental(since = "0.1")
public record Features(float[][] rows, Optional<float[][]> probabilities) {
  /**
   * Checks the number of rows.
   *
   * @throws IllegalArgumentException if there are not as many rows of probabilities
   */
  public Features {
    Objects.requireNonNull(rows, "rows");
    if (probabilities.isPresent() && probabilities.get().length != rows.length) {
      throw new IllegalArgumentException("every picture has probabilities, or none has");
    }
  }
}
