/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.ApiStatus;
import io.zipar.spi.ModelSource;

/** The source of a synthetic model: nothing has to be loaded, its options say it all. */
@ApiStatus.Experimental(since = "0.1")
public record SyntheticSource() implements ModelSource {
  @Override
  public String describe() {
    return "a synthetic model";
  }
}
