/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

/**
 * How much more readily a draft is kept than the law p allows (Cool-SD, arXiv 2601.09212): with
 * probability min(1, w p / q), where w is largest for the first draft of a pass and falls towards 1
 * with each one that was kept before, since an error early in a run is worth more passes than one
 * late in it.
 *
 * @param excess w - 1 for the first draft, at least 0; 0 is exact
 * @param decay what the excess is multiplied by from draft to draft, from 0 to 1
 */
record Relaxation(double excess, double decay) {
  /** The law p, exactly. */
  static final Relaxation NONE = new Relaxation(0, 1);

  /**
   * The w of a draft.
   *
   * @param kept how many drafts of the pass were settled before it
   * @return at least 1
   */
  double at(int kept) {
    return 1 + excess * Math.pow(decay, kept);
  }
}
