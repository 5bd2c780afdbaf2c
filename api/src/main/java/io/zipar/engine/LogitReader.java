/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.PluginException;
import io.zipar.spi.Logits;

/** Reads rows of logits, combines the lanes of classifier-free guidance, and refuses NaN. */
final class LogitReader {
  private final String model;
  private final double scale;
  private final float[] unconditional;

  LogitReader(String model, double scale, int vocabulary) {
    this.model = model;
    this.scale = scale;
    this.unconditional = new float[scale > 1 ? vocabulary : 0];
  }

  void readConditional(Logits logits, int row, float[] target) {
    logits.copyRow(row, target);
    requireDistribution(target);
  }

  void readGuided(Logits logits, int conditionalRow, int unconditionalRow, float[] target) {
    logits.copyRow(conditionalRow, target);
    logits.copyRow(unconditionalRow, unconditional);
    float factor = (float) scale;
    for (int token = 0; token < target.length; token++) {
      float without = unconditional[token];
      float with = target[token];
      boolean forbidden = with == Float.NEGATIVE_INFINITY || without == Float.NEGATIVE_INFINITY;
      target[token] = forbidden ? Float.NEGATIVE_INFINITY : without + factor * (with - without);
    }
    requireDistribution(target);
  }

  private void requireDistribution(float[] logits) {
    boolean anyFinite = false;
    for (int token = 0; token < logits.length; token++) {
      float logit = logits[token];
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        throw new PluginException(
            "model '" + model + "'", "yielded the logit " + logit + " for token " + token);
      }
      anyFinite |= logit != Float.NEGATIVE_INFINITY;
    }
    if (!anyFinite) {
      throw new PluginException("model '" + model + "'", "forbids every token of a position");
    }
  }
}
