/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.network.RotaryTable;
import java.util.Arrays;

/** The angles of a network that knows places by an embedding of their own and rotates nothing. */
@ApiStatus.Experimental(since = "0.1")
public final class UnrotatedPlaces {
  private UnrotatedPlaces() {}

  /**
   * Angles of zero.
   *
   * @param places how many places there are
   * @param headWidth width of a head, even
   * @return a table that leaves queries and keys as they are
   */
  public static RotaryTable table(int places, int headWidth) {
    int pairs = headWidth / 2;
    float[] cosines = new float[places * pairs];
    Arrays.fill(cosines, 1f);
    return new RotaryTable(
        places, pairs, RotaryTable.Pairing.ADJACENT, cosines, new float[cosines.length]);
  }
}
