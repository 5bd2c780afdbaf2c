/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.sampling;

import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;

/**
 * A law on the device.
 *
 * @param sampler that made it
 * @param index of its request
 */
record SampledRow(DeviceSampler sampler, int index) implements Distribution {
  @Override
  public int draw(int draw) {
    return sampler.draw(index, draw);
  }

  @Override
  public double probability(int token) {
    return sampler.probability(index, token);
  }

  @Override
  public void copyProbabilities(float[] target) {
    sampler.copyProbabilities(index, target);
  }

  @Override
  public LikelyTokens likeliest() {
    return sampler.likeliest(index);
  }

  @Override
  public int vocabulary() {
    return sampler.vocabulary();
  }
}
