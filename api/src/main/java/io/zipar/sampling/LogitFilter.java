/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import io.zipar.Sampling;

/**
 * Temperature, top-k and top-p, with the semantics of the LlamaGen authors' sampler and in time
 * linear in the vocabulary. Filtered entries become negative infinity. A temperature by entropy
 * (arXiv 2510.09012) is applied after the filters.
 */
public final class LogitFilter {
  private static final float LEAST_TEMPERATURE = 1e-5f;
  private static final double BY_ENTROPY = 2.5;
  private static final double FADING = 3;
  private static final double LEAST_FACTOR = 0.6;

  private final float temperature;
  private final boolean byEntropy;
  private final int topK;
  private final double topP;
  private final float[] scratch;
  private final double[] masses;

  /**
   * Prepares a filter.
   *
   * @param sampling temperature, top-k and top-p
   * @param vocabulary number of tokens
   */
  public LogitFilter(Sampling sampling, int vocabulary) {
    this.temperature = Math.max((float) sampling.temperature(), LEAST_TEMPERATURE);
    this.byEntropy = sampling.temperatureByEntropy();
    this.topK = Math.min(sampling.topK(), vocabulary);
    this.topP = sampling.topP();
    this.scratch = new float[topK > 0 || topP < 1 ? vocabulary : 0];
    this.masses = new double[topP < 1 ? vocabulary : 0];
  }

  /**
   * Divides by the temperature and takes out what is filtered.
   *
   * @param logits one value per token; changed
   */
  public void apply(float[] logits) {
    if (!byEntropy) {
      divide(logits, temperature);
    }
    if (topK > 0 && topK < logits.length) {
      removeBelow(logits, kthLargest(logits));
    }
    if (topP < 1) {
      keepNucleus(logits);
    }
    if (byEntropy) {
      double factor = BY_ENTROPY * Math.exp(-entropy(logits) / FADING) + LEAST_FACTOR;
      divide(logits, Math.max((float) (temperature * factor), LEAST_TEMPERATURE));
    }
  }

  private static void divide(float[] logits, float divisor) {
    if (divisor != 1f) {
      for (int i = 0; i < logits.length; i++) {
        logits[i] /= divisor;
      }
    }
  }

  /** In nats; what is filtered counts nothing. */
  private static double entropy(float[] logits) {
    float largest = Selection.largest(logits);
    double total = 0;
    double weighted = 0;
    for (float logit : logits) {
      if (logit != Float.NEGATIVE_INFINITY) {
        float below = logit - largest;
        double mass = Exponential.of(below);
        total += mass;
        weighted += mass * below;
      }
    }
    return Math.log(total) - weighted / total;
  }

  private float kthLargest(float[] logits) {
    System.arraycopy(logits, 0, scratch, 0, logits.length);
    return Selection.kthLargest(scratch, logits.length, topK);
  }

  private static void removeBelow(float[] logits, float threshold) {
    for (int i = 0; i < logits.length; i++) {
      if (logits[i] < threshold) {
        logits[i] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  /**
   * Keeps a token if the more likely ones together do not exceed top-p. Equal logits straddling the
   * boundary stay in the order of their tokens.
   */
  private void keepNucleus(float[] logits) {
    float largest = Selection.largest(logits);
    int kept = 0;
    double total = 0;
    for (float logit : logits) {
      if (logit != Float.NEGATIVE_INFINITY) {
        double mass = Math.exp((double) logit - largest);
        scratch[kept] = logit;
        masses[kept++] = mass;
        total += mass;
      }
    }
    Selection.Cut cut = Selection.cutByMass(scratch, masses, kept, topP * total);
    int equalToKeep = cut.equalKept();
    for (int i = 0; i < logits.length; i++) {
      if (logits[i] < cut.value() || (logits[i] == cut.value() && equalToKeep-- <= 0)) {
        logits[i] = Float.NEGATIVE_INFINITY;
      }
    }
  }
}
