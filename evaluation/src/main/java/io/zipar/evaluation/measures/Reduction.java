/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.GenerationResult;

/** The share of passes saved against next-token prediction. */
public final class Reduction extends BatchMean {
  /** Creates the provider. */
  public Reduction() {}

  @Override
  public String name() {
    return "reduction";
  }

  @Override
  public String title() {
    return "reduction %";
  }

  @Override
  public int decimals() {
    return 1;
  }

  @Override
  public double factor() {
    return 100;
  }

  @Override
  double value(GenerationResult batch) {
    return 1 - (double) batch.metrics().forwardPasses() / batch.images().get(0).grid().cells();
  }
}
