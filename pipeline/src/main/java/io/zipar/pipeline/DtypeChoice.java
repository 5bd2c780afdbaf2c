/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.models.TransformerSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The precision of a model where the user leaves it open. A pass of a large model takes as long as
 * its weights take to be read, so that one whose matrices are half as wide is twice as fast; a
 * small one stays as the backend has it, by default exact. What does not fit the memory is kept in
 * the widest of the narrower precisions that does.
 *
 * @param memory tells what fits
 */
record DtypeChoice(MemoryCheck memory) {
  private static final Logger LOG = LoggerFactory.getLogger(DtypeChoice.class);

  /** Published models of this size and above are stored in 16 bits by those who publish them. */
  private static final long LARGE = 500_000_000;

  /** The numbers that such models are stored in; a backend that has them has them for speed. */
  private static final String HALF = "bfloat16";

  /**
   * Chooses.
   *
   * @param backend whose option it is
   * @param source the model
   * @param plan how many images go through it together
   * @return the same choice if the user made one or the backend has none to make; where nothing
   *     fits, what would be chosen if it did
   */
  BackendChoice choose(BackendChoice backend, TransformerSource source, ImagePlan plan) {
    List<String> dtypes = backend.dtypes();
    if (backend.isDtypeGiven() || dtypes.isEmpty()) {
      return backend;
    }
    String own = backend.dtype().orElseThrow();
    boolean large = source.parameters() >= LARGE;
    String wanted = large && dtypes.contains(HALF) ? HALF : own;
    String chosen =
        dtypes.subList(dtypes.indexOf(wanted), dtypes.size()).stream()
            .filter(dtype -> memory.fits(backend.withDtype(dtype), source, plan))
            .findFirst()
            .orElse(wanted);
    LOG.info(
        "dtype {} for {}{}; the option dtype takes another",
        chosen,
        source.network().describe(),
        chosen.equals(wanted) ? "" : ", since " + wanted + " would not fit the memory");
    return backend.withDtype(chosen);
  }
}
