/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import java.util.Objects;
import java.util.Optional;

/**
 * What features are compared with: statistics of a reference and, where its pictures were seen,
 * features of single ones. Holds arrays that are not copied, and nobody writes to them. Safe for
 * several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ReferenceFeatures {
  private final FeatureStatistics statistics;
  private final Optional<float[][]> rows;
  private FrechetDistance distance;
  private Optional<Neighbourhood> neighbourhood = Optional.empty();
  private Optional<KernelDistance> kernel = Optional.empty();

  /**
   * Holds a reference.
   *
   * @param statistics of all its pictures
   * @param rows features of its pictures, or of some that are spread evenly over a large one, a row
   *     for each; empty where statistics alone are known
   * @throws IllegalArgumentException if a row is not as wide as the statistics
   */
  public ReferenceFeatures(FeatureStatistics statistics, Optional<float[][]> rows) {
    this.statistics = Objects.requireNonNull(statistics, "statistics");
    this.rows = Objects.requireNonNull(rows, "rows");
    for (float[] row : rows.orElseGet(() -> new float[0][])) {
      if (row.length != statistics.width()) {
        throw new IllegalArgumentException(
            "a row of " + row.length + " features where there are " + statistics.width());
      }
    }
  }

  /**
   * Mean and covariance of the features.
   *
   * @return of all pictures of the reference
   */
  public FeatureStatistics statistics() {
    return statistics;
  }

  /**
   * Features of single pictures.
   *
   * @return a row for each; empty where the reference is saved statistics
   */
  public Optional<float[][]> rows() {
    return rows;
  }

  /**
   * Distances from the reference, prepared for the first that asks.
   *
   * @return the same at every call
   * @throws io.zipar.InvalidInputException if the covariance has an eigenvalue below 0
   */
  public synchronized FrechetDistance distance() {
    if (distance == null) {
      distance = new FrechetDistance(statistics);
    }
    return distance;
  }

  /**
   * The part of feature space that its pictures cover, prepared for the first that asks.
   *
   * @return empty where there are not more pictures than {@link Neighbourhood#NEIGHBOURS}
   */
  public synchronized Optional<Neighbourhood> neighbourhood() {
    if (neighbourhood.isEmpty()) {
      neighbourhood =
          rows.filter(real -> real.length > Neighbourhood.NEIGHBOURS).map(Neighbourhood::new);
    }
    return neighbourhood;
  }

  /**
   * Kernel distances from its pictures, prepared for the first that asks.
   *
   * @return empty where there are not two pictures
   */
  public synchronized Optional<KernelDistance> kernel() {
    if (kernel.isEmpty()) {
      kernel = rows.filter(real -> real.length > 1).map(KernelDistance::new);
    }
    return kernel;
  }
}
