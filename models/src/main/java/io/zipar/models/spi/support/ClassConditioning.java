/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.InvalidInputException;
import io.zipar.models.network.PrefixInput;
import io.zipar.spi.Lane;

/**
 * The prefix of a network that is conditioned by a class alone: one slot, a row of a table whose
 * row behind the last class stands for no class. Immutable.
 *
 * @param classes number of classes
 * @param network a few words, for errors
 */
@ApiStatus.Experimental(since = "0.1")
public record ClassConditioning(int classes, String network) {
  /**
   * Makes a lane's prefix.
   *
   * @param lane conditioning and role
   * @return one row of the table
   * @throws InvalidInputException if the conditioning is no class of the network
   */
  public PrefixInput prefix(Lane lane) {
    int label = label(lane.conditioning());
    int row = lane.role() == Lane.Role.UNCONDITIONAL ? classes : label;
    return new PrefixInput.TableRows(new int[] {row});
  }

  /**
   * The class that an image is to show.
   *
   * @param conditioning what it is to show
   * @return from 0 to {@link #classes} - 1
   * @throws InvalidInputException if it is no class of the network
   */
  public int label(Conditioning conditioning) {
    if (!(conditioning instanceof ClassLabel label)) {
      throw new InvalidInputException(
          conditioning.describe() + ": " + network + " is conditioned by a class alone");
    }
    if (label.label() < 0 || label.label() >= classes) {
      throw new InvalidInputException(
          "class " + label.label() + " is not in 0 ... " + (classes - 1));
    }
    return label.label();
  }
}
