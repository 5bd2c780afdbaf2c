/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.ntp;

import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;

/**
 * Next-token prediction: one token per forward pass, in raster order. The reference that every
 * other strategy is measured against.
 */
public final class NextTokenPrediction implements DecodingStrategy {
  /** Creates the provider. */
  public NextTokenPrediction() {}

  @Override
  public String name() {
    return "ntp";
  }

  @Override
  public String summary() {
    return "next-token prediction: one token per forward pass, in raster order";
  }

  @Override
  public Exactness exactness(OptionValues options) {
    return Exactness.SAME_TOKENS;
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return new NextTokenProcess(context);
  }
}
