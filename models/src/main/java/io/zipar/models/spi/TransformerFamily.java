/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.OptionSpec;
import java.util.List;

/**
 * A family of transformers over image tokens: says what the network of a checkpoint is, and where
 * its weights are. A module provides {@code io.zipar.models.spi.TransformerFamily}.
 */
@ApiStatus.Experimental(since = "0.1")
public non-sealed interface TransformerFamily extends ModelFamily {
  /**
   * Describes the transformer of a checkpoint and checks every weight against its sizes.
   *
   * @param checkpoint an open checkpoint
   * @param choices what the user chose of {@link #options} and {@link #catalog}
   * @return network and weights; the weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing or of the wrong shape, or the
   *     sizes cannot be told
   */
  Transformer read(Checkpoint checkpoint, TransformerChoices choices);

  /**
   * Declares what a user may choose when a transformer of this family is opened.
   *
   * @return the options, in the order in which to show them; none, unless it is said otherwise
   */
  default List<OptionSpec> options() {
    return List.of();
  }

  /**
   * What users can know before there is a checkpoint. Asked when it is to be shown, or a user names
   * an architecture; may be made anew at every call.
   *
   * @return an empty catalog, unless it is said otherwise; equal at every call
   */
  default FamilyCatalog catalog() {
    return FamilyCatalog.empty();
  }
}
