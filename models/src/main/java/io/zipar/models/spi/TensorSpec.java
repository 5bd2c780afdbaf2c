/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Shape;
import java.util.Objects;

/**
 * A tensor to be made up.
 *
 * @param name its name in a checkpoint
 * @param shape its dimensions
 * @param fill its values
 */
@ApiStatus.Experimental(since = "0.1")
public record TensorSpec(String name, Shape shape, Fill fill) {
  /** What a tensor is filled with. */
  public enum Fill {
    /** Small random values with mean 0, as matrices have before training. */
    RANDOM,
    /** Ones, as the scales of norms have before training. */
    ONES,
    /** Zeros, as biases have before training. */
    ZEROS
  }

  /** Checks that nothing is null. */
  public TensorSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(fill, "fill");
  }
}
