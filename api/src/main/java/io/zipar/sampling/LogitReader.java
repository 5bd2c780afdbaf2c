/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import io.zipar.guard.PluginGuard;
import io.zipar.spi.Logits;
import java.util.Arrays;

/** Reads rows of logits, combines the lanes of classifier-free guidance, and refuses NaN. */
public final class LogitReader {
  private final PluginGuard model;
  private final double scale;
  private final float[] unconditional;

  /**
   * Prepares a reader.
   *
   * @param model calls into the model
   * @param scale of guidance
   * @param vocabulary number of tokens
   */
  public LogitReader(PluginGuard model, double scale, int vocabulary) {
    this.model = model;
    this.scale = scale;
    this.unconditional = new float[scale > 1 ? vocabulary : 0];
  }

  /**
   * Reads a row as it is.
   *
   * @param logits of the pass
   * @param row of the conditional lane
   * @param target receives one value per token
   */
  public void readConditional(Logits logits, int row, float[] target) {
    copy(logits, row, target);
    requireDistribution(target);
  }

  /**
   * Reads a row of each lane and guides.
   *
   * @param logits of the pass
   * @param conditionalRow of the conditional lane
   * @param unconditionalRow of the unconditional lane
   * @param target receives one value per token
   */
  public void readGuided(Logits logits, int conditionalRow, int unconditionalRow, float[] target) {
    copy(logits, conditionalRow, target);
    copy(logits, unconditionalRow, unconditional);
    float factor = (float) scale;
    for (int token = 0; token < target.length; token++) {
      float without = unconditional[token];
      float with = target[token];
      boolean forbidden = with == Float.NEGATIVE_INFINITY || without == Float.NEGATIVE_INFINITY;
      target[token] = forbidden ? Float.NEGATIVE_INFINITY : without + factor * (with - without);
    }
    requireDistribution(target);
  }

  /** What a model leaves out stays NaN, and is found. */
  private void copy(Logits logits, int row, float[] target) {
    Arrays.fill(target, Float.NaN);
    model.call(
        "copyRow()",
        () -> {
          logits.copyRow(row, target);
          return null;
        });
  }

  private void requireDistribution(float[] logits) {
    boolean anyFinite = false;
    for (int token = 0; token < logits.length; token++) {
      float logit = logits[token];
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        throw model.failure("yielded the logit " + logit + " for token " + token);
      }
      anyFinite |= logit != Float.NEGATIVE_INFINITY;
    }
    if (!anyFinite) {
      throw model.failure("forbids every token of a position");
    }
  }
}
