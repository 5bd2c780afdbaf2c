/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import io.zipar.GenerationResult;

/** Forward passes of a batch. */
public final class ForwardPasses extends BatchMean {
  /** Creates the provider. */
  public ForwardPasses() {}

  @Override
  public String name() {
    return "passes";
  }

  @Override
  public String title() {
    return "passes";
  }

  @Override
  public int decimals() {
    return 0;
  }

  @Override
  double value(GenerationResult batch) {
    return batch.metrics().forwardPasses();
  }
}
