/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import java.util.BitSet;

/**
 * Which passes of a generation are really run. A sample is spread evenly over all of them, in the
 * middle of equal sections, so that it weighs the first row, the growing wavefront, its steady
 * state and its end as the whole generation does.
 */
final class PassSample {
  /** Every pass, however many there are. */
  static final PassSample ALL = new PassSample(null);

  private final BitSet passes;

  private PassSample(BitSet passes) {
    this.passes = passes;
  }

  /** Spreads a number of passes over a whole; all where the number is not smaller. */
  static PassSample spread(int wanted, int total) {
    if (wanted >= total) {
      return ALL;
    }
    BitSet passes = new BitSet(total);
    for (int i = 0; i < wanted; i++) {
      passes.set((int) ((2L * i + 1) * total / (2L * wanted)));
    }
    return new PassSample(passes);
  }

  boolean isAll() {
    return passes == null;
  }

  boolean contains(int pass) {
    return passes == null || passes.get(pass);
  }
}
