/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.GenerationResult;

/** Wall time of the generation, shared among the images of a batch. */
public final class Seconds extends BatchMean {
  /** Creates the provider. */
  public Seconds() {}

  @Override
  public String name() {
    return "seconds";
  }

  @Override
  public String title() {
    return "s/image";
  }

  @Override
  public int decimals() {
    return 3;
  }

  @Override
  double value(GenerationResult batch) {
    return batch.metrics().totalNanos() / 1e9 / batch.images().size();
  }
}
