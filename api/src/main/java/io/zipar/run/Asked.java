/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.spi.DecodingStep.Draft;
import java.util.Optional;

/**
 * One distribution that a step asks for.
 *
 * @param target the position whose token it is of
 * @param draft the draft head that it is read from; empty for the model's own prediction
 */
record Asked(int target, Optional<Draft> draft) {
  // Written out: those of a record are linked at their first call, for which the first pass waits.

  @Override
  public boolean equals(Object other) {
    return other instanceof Asked asked && target == asked.target && draft.equals(asked.draft);
  }

  @Override
  public int hashCode() {
    return 31 * target + draft.hashCode();
  }
}
