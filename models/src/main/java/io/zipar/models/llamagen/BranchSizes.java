/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.InvalidInputException;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.tensor.PlainValues;
import java.util.Optional;

/**
 * Where the vertical branch of FlashAR leaves the backbone, and how long it is. The tensors do not
 * tell: it is stated in the configuration, or in what the trainer saved of its arguments. NAR,
 * which has no gate, branches behind the last layer with a single one.
 *
 * @param start the layer whose input the branch takes; empty for behind the last one
 * @param startsBeforeEnd whether it takes the input of as many last layers as it has itself
 * @param layers how many layers it has, at least 1
 */
record BranchSizes(Optional<Integer> start, boolean startsBeforeEnd, int layers) {
  private static final String LAYERS = "medusa_attention_num";
  private static final String START = "vertical_start_layer";
  private static final String BEFORE_END = "vertical_start_last_minus_depth";
  private static final String ARGUMENTS = "args.";

  /** As many as names of tensors tell apart. */
  private static final long MOST_LAYERS = 9999;

  static BranchSizes of(Checkpoint checkpoint, boolean gated) {
    ModelConfig config = checkpoint.config();
    PlainValues values = checkpoint.tensors().plainValues();
    Optional<Integer> layers =
        config.positive(LAYERS).or(() -> whole(checkpoint, LAYERS).filter(count -> count > 0));
    Optional<Integer> start = config.index(START).or(() -> whole(checkpoint, START));
    if (gated && layers.isEmpty()) {
      throw new InvalidInputException(
          checkpoint.describe()
              + ": nothing says how many layers the vertical branch has and where it begins; write "
              + LAYERS
              + " and "
              + START
              + " to a config.json beside it");
    }
    return new BranchSizes(
        start.filter(layer -> layer >= 0),
        values.flag(ARGUMENTS + BEFORE_END).orElse(false) && config.index(START).isEmpty(),
        layers.orElse(1));
  }

  private static Optional<Integer> whole(Checkpoint checkpoint, String key) {
    String name = ARGUMENTS + key;
    return checkpoint
        .tensors()
        .plainValues()
        .whole(name)
        .map(
            value -> {
              if (value < -MOST_LAYERS || value > MOST_LAYERS) {
                throw new InvalidInputException(
                    checkpoint.describe()
                        + ": "
                        + name
                        + " is "
                        + value
                        + ", not a number of layers; write "
                        + key
                        + " to a config.json beside it");
              }
              return value.intValue();
            });
  }

  /** The layer whose input the branch takes, in a backbone of so many layers. */
  int startIn(int backbone) {
    if (startsBeforeEnd) {
      return Math.max(0, backbone - layers);
    }
    return Math.min(start.orElse(backbone), backbone);
  }
}
