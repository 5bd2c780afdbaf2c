/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.pass.LaneSequence;
import java.util.Optional;

/**
 * A lane of a session and what its prefix begins as.
 *
 * @param sequence lays out its passes
 * @param features slots x width, what the prefix begins as if it is made of features
 */
record LaneInput(LaneSequence sequence, Optional<NDArray> features) {
  /**
   * Finds what an entry begins as.
   *
   * @param entry of the pass that is laid out
   * @param prefixTable row of the embedding at which the prefix table begins
   * @return row of the embedding, any where a slot of the prefix begins as features or the entry is
   *     a query token
   */
  int tableRow(int entry, int prefixTable) {
    int row = sequence.row(entry);
    return switch (sequence.content(entry)) {
      case PREFIX -> prefixRow(row, prefixTable);
      case TOKEN -> row;
      case QUERY -> 0;
    };
  }

  private int prefixRow(int slot, int prefixTable) {
    return sequence.prefix().accept(new TableRow(slot, prefixTable));
  }

  /** Where a slot of a prefix begins in the embedding. */
  private record TableRow(int slot, int prefixTable) implements PrefixInput.Visitor<Integer> {
    @Override
    public Integer tableRows(PrefixInput.TableRows prefix) {
      return prefixTable + prefix.rows()[slot];
    }

    @Override
    public Integer tokens(PrefixInput.Tokens prefix) {
      return prefix.ids()[slot];
    }

    @Override
    public Integer features(PrefixInput.Features prefix) {
      return 0;
    }
  }
}
