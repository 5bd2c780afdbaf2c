/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.spi.Distribution;
import java.util.function.IntFunction;

/** Decides pass by pass which cells are decoded. For one image, used by one thread. */
interface CellChoice {
  /**
   * The cells to ask for in the next pass.
   *
   * @return raster indices; empty once every cell has been chosen
   */
  int[] asked();

  /**
   * The cells of the pass that are to be committed.
   *
   * @param answers the distribution of each cell asked for
   * @return raster indices, in the order in which they are fed in the next pass
   */
  int[] chosen(IntFunction<Distribution> answers);
}
