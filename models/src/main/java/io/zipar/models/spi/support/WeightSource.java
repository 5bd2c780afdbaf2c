/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;

/** Where the walk over a network's weights gets them from. */
@ApiStatus.Experimental(since = "0.1")
public interface WeightSource {
  /**
   * Returns the tensor of a name.
   *
   * @param name its name
   * @param dimensions those it is to have
   * @return the tensor, or one that stands for it
   */
  Tensor take(String name, long... dimensions);
}
