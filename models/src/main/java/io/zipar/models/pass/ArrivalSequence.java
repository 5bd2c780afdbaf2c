/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenNumbering;
import java.util.Optional;

/** A sequence whose slots behind the prefix are taken in the order of arrival. */
abstract class ArrivalSequence extends LaneSequence {
  private final QueryRows queries;
  private final int prefixSlots;
  private final int positions;

  ArrivalSequence(
      PrefixInput prefix,
      RotaryTable rotary,
      TokenNumbering tokens,
      QueryRows queries,
      int positions) {
    super(prefix, rotary, tokens, Optional.of(queries));
    this.queries = queries;
    this.prefixSlots = prefix.slots();
    this.positions = positions;
  }

  final int prefixSlots() {
    return prefixSlots;
  }

  /** How many positions the layout has. */
  final int positions() {
    return positions;
  }

  /** Adds the prefix to the first pass of the lane. */
  final void beginWithPrefix(LanePass pass) {
    if (pass.prefill()) {
      for (int slot = 0; slot < prefixSlots; slot++) {
        addPrefix(slot);
      }
    }
  }

  /** Adds the query token of a position. */
  final int addQuery(int position, int slot) {
    return addQuery(queries.row(position), slot, position);
  }
}
