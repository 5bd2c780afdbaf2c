/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.GenerationDefaults;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.NetworkWrapper;
import io.zipar.spi.Prediction;

/**
 * A LlamaGen whose extra layers branch off the backbone and end in a head about the cell below
 * (NAR, arXiv 2503.10696; FlashAR, arXiv 2605.09430).
 */
final class BranchedNetwork extends NetworkWrapper {
  private final TransformerSizes sizes;
  private final GenerationDefaults defaults;
  private final int backbone;
  private final int start;

  /**
   * Describes a network.
   *
   * @param base the backbone
   * @param sizes with all layers
   * @param start the layer whose input the first extra layer takes
   * @param defaults what it is published with
   */
  BranchedNetwork(
      TransformerNetwork base, TransformerSizes sizes, int start, GenerationDefaults defaults) {
    super(base);
    this.sizes = sizes;
    this.defaults = defaults;
    this.backbone = base.sizes().layers();
    this.start = start;
  }

  @Override
  public Prediction prediction() {
    return Prediction.NEIGHBOURS;
  }

  @Override
  public int predictionHeads() {
    return 2;
  }

  @Override
  public int inputOf(int layer) {
    return layer == backbone ? start - 1 : layer - 1;
  }

  @Override
  public TransformerSizes sizes() {
    return sizes;
  }

  @Override
  public GenerationDefaults defaults() {
    return defaults;
  }
}
