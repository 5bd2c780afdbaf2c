/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.models.tensor.Tensor;

/** Where the walk over a network's weights gets them from. */
interface WeightSource {
  /** Returns the tensor of a name, which is to have these dimensions. */
  Tensor take(String name, long... dimensions);
}
