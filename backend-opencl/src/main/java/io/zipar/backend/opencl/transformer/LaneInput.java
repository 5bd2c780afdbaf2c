/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.models.network.PrefixInput;
import io.zipar.models.pass.LaneSequence;

/**
 * A lane of a session and where its own stands on the device.
 *
 * @param sequence lays out its passes
 * @param firstRow row of the cache that is its slot 0
 * @param firstAngle row of the angles that is its place 0
 * @param firstFeature row of the session's rows that is slot 0 of a prefix of features
 * @param firstQuery row of the session's rows that is the first of query tokens
 * @param prefixTable row of the table at which prefixes begin
 */
record LaneInput(
    LaneSequence sequence,
    int firstRow,
    int firstAngle,
    int firstFeature,
    int firstQuery,
    int prefixTable) {
  /** What an entry begins as, as gather.cl counts it. */
  int number(int entry) {
    int row = sequence.row(entry);
    return switch (sequence.content(entry)) {
      case PREFIX -> sequence.prefix().accept(new OfPrefix(row));
      case TOKEN -> row;
      case QUERY -> ofSession(firstQuery + row);
    };
  }

  private static int ofSession(int row) {
    return -1 - row;
  }

  /** Where a slot of a prefix begins. */
  private final class OfPrefix implements PrefixInput.Visitor<Integer> {
    private final int slot;

    OfPrefix(int slot) {
      this.slot = slot;
    }

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
      return ofSession(firstFeature + slot);
    }
  }
}
