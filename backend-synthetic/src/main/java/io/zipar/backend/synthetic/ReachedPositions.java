/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.Cell;
import io.zipar.spi.SequenceLayout;
import java.util.function.IntPredicate;

/** The positions that the distribution of one cell may depend on. */
final class ReachedPositions {
  private final IntPredicate positions;

  private ReachedPositions(IntPredicate positions) {
    this.positions = positions;
  }

  static ReachedPositions of(Dependence dependence, SequenceLayout layout, int predicted) {
    return switch (dependence.kind()) {
      case INDEPENDENT -> new ReachedPositions(position -> false);
      case FULL, DEEP -> new ReachedPositions(position -> true);
      case LOCAL -> local(dependence.reach(), layout, predicted);
    };
  }

  private static ReachedPositions local(int reach, SequenceLayout layout, int predicted) {
    if (predicted >= layout.positions() || layout.isStructural(predicted)) {
      return new ReachedPositions(position -> false);
    }
    Cell center = layout.cell(predicted);
    return new ReachedPositions(
        position -> {
          if (layout.isStructural(position)) {
            return false;
          }
          Cell cell = layout.cell(position);
          return cell.frame() == center.frame()
              && center.row() - cell.row() <= reach
              && Math.abs(center.column() - cell.column()) <= reach;
        });
  }

  boolean contains(int position) {
    return positions.test(position);
  }
}
