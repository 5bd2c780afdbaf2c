/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.columns;

import io.zipar.Grid;
import io.zipar.spi.DecodingStrategy;
import io.zipar.testkit.DecodingStrategyContract;
import io.zipar.testkit.StrategyCase;

/** The strategy keeps every rule of the contract. */
class ColumnsFirstContractTest extends DecodingStrategyContract {
  @Override
  protected DecodingStrategy strategy() {
    return new ColumnsFirst();
  }

  /** C passes for every band, and one more for those of several rows. */
  @Override
  protected int mostPasses(StrategyCase tested) {
    Grid grid = tested.request().grid();
    int band = Integer.parseInt(tested.options().getOrDefault("band", "4"));
    int bands = (grid.frames() * grid.rows() + band - 1) / band;
    return bands * (grid.columns() + (band > 1 ? 1 : 0));
  }
}
