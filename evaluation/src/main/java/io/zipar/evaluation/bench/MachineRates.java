/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import java.util.OptionalDouble;

/**
 * What bounds a pass: it reads all weights once, and multiplies and adds for each of its tokens.
 *
 * @param readsPerSecond bytes that are read from memory a second, above 0; absent where it is not
 *     known
 * @param multipliesPerSecond float32 multiply-adds a second, above 0; absent where it is not known
 */
@ApiStatus.Experimental(since = "0.1")
public record MachineRates(OptionalDouble readsPerSecond, OptionalDouble multipliesPerSecond) {
  /** Nothing is known. */
  public static final MachineRates UNKNOWN = ofReads(OptionalDouble.empty());

  /**
   * Rates of which nothing or one is known.
   *
   * @param readsPerSecond as above
   * @return without multiply-adds
   */
  static MachineRates ofReads(OptionalDouble readsPerSecond) {
    return new MachineRates(readsPerSecond, OptionalDouble.empty());
  }

  /**
   * Measures both of this machine, with all processors.
   *
   * @return both rates
   * @throws io.zipar.ZiparException if the heap is too small for that
   */
  public static MachineRates measure() {
    return new MachineRates(
        OptionalDouble.of(MemoryBandwidth.measure().bytesPerSecond()),
        OptionalDouble.of(MultiplyPeak.measure().perSecond()));
  }
}
