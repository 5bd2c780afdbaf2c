/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.neighbours;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;
import java.util.Set;

/**
 * Neighbouring prediction (NAR, arXiv 2503.10696, section 3.2; FlashAR, arXiv 2605.09430): with a
 * model that predicts a cell from its left and its upper neighbour, and from the same cell of the
 * frame before, all cells at one distance from the first one are decoded in one forward pass.
 *
 * <p>On R x C cells the passes are R + C - 1, on T frames T + R + C - 2.
 */
public final class NeighbouringPrediction implements DecodingStrategy {
  /** Creates the provider. */
  public NeighbouringPrediction() {}

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public String summary() {
    return "one anti-diagonal a pass (NAR, FlashAR), for models that predict from neighbours";
  }

  @Override
  public Set<Prediction> predictions() {
    return Set.of(Prediction.NEIGHBOURS);
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return new DiagonalProcess(context.layout(), context.given());
  }
}
