/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import io.zipar.guard.PluginGuard;
import io.zipar.spi.Logits;
import io.zipar.spi.RowRequest;
import java.util.Arrays;

/** Reads rows of logits, combines the lanes of classifier-free guidance, and refuses NaN. */
final class LogitReader {
  private final PluginGuard model;
  private final int vocabulary;
  private float[] unconditional = {};

  LogitReader(PluginGuard model, int vocabulary) {
    this.model = model;
    this.vocabulary = vocabulary;
  }

  void read(Logits logits, RowRequest request, float[] target) {
    copy(logits, request.row(), target);
    if (request.isGuided()) {
      if (unconditional.length == 0) {
        unconditional = new float[vocabulary];
      }
      copy(logits, request.unconditionalRow(), unconditional);
      guide(target, (float) request.scale());
    }
    requireDistribution(target);
  }

  private void guide(float[] target, float factor) {
    for (int token = 0; token < target.length; token++) {
      float without = unconditional[token];
      float with = target[token];
      boolean forbidden = with == Float.NEGATIVE_INFINITY || without == Float.NEGATIVE_INFINITY;
      target[token] = forbidden ? Float.NEGATIVE_INFINITY : without + factor * (with - without);
    }
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
