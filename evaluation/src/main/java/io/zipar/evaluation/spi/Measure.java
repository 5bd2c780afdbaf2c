/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.spi;

import io.zipar.ApiStatus;
import java.util.Set;

/**
 * Service provider interface: something that is measured of generated images. Found by {@link
 * java.util.ServiceLoader}; a provider holds no state, its meters do.
 */
@ApiStatus.Experimental(since = "0.1")
public interface Measure {
  /**
   * The name, unique among all measures: the key of its results.
   *
   * @return lower-case letters and digits, a letter first
   */
  String name();

  /**
   * The name as readers see it, with its unit.
   *
   * @return the head of a column
   */
  String title();

  /**
   * How many decimals of it are shown.
   *
   * @return at least 0
   */
  default int decimals() {
    return 3;
  }

  /**
   * What values are multiplied by where they are shown, for example 100 for per cent.
   *
   * @return another number than 0
   */
  default double factor() {
    return 1;
  }

  /**
   * What it needs. Where that is not there, as the time of a picture that nobody generated, it is
   * not measured; what no measure needs is not computed.
   *
   * @return its needs, always the same
   */
  Set<Need> needs();

  /**
   * Begins to measure one set of images.
   *
   * @param context what all sets share
   * @return a meter of its own for the set
   */
  Meter begin(MeasureContext context);
}
