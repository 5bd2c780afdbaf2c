/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.GenerationDefaults;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.spi.support.NetworkWrapper;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import java.util.Optional;

/** The network of RandAR. The query token of a cell is a vector rotated by the cell's angles. */
final class RandArNetwork extends NetworkWrapper {
  private final float[] instruction;
  private final GenerationDefaults defaults;

  /**
   * Describes a network.
   *
   * @param base tells the rest
   * @param instruction width; not copied
   * @param defaults what it is published with
   */
  RandArNetwork(C2iNetwork base, float[] instruction, GenerationDefaults defaults) {
    super(base);
    this.instruction = instruction;
    this.defaults = defaults;
  }

  @Override
  public Prediction prediction() {
    return Prediction.ANY_CELL;
  }

  @Override
  public GenerationDefaults defaults() {
    return defaults;
  }

  @Override
  public Optional<QueryRows> queries(SequenceLayout layout) {
    RotaryTable rotary = rotary(layout, 0);
    int width = instruction.length;
    int pairs = rotary.pairs();
    float[] rows = new float[layout.positions() * width];
    for (int position = 0; position < layout.positions(); position++) {
      for (int i = 0; i < width; i += 2) {
        int angle = position * pairs + i / 2 % pairs;
        float cosine = rotary.cosines()[angle];
        float sine = rotary.sines()[angle];
        float a = instruction[i];
        float b = instruction[i + 1];
        rows[position * width + i] = a * cosine - b * sine;
        rows[position * width + i + 1] = a * sine + b * cosine;
      }
    }
    return Optional.of(new QueryRows(QueryRows.Placement.BESIDE, rows, width));
  }
}
