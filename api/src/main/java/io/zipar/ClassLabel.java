/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * Conditioning on a class of the data set that the model was trained on.
 *
 * @param label index of the class, from 0; the upper end is the model's to check
 */
@ApiStatus.Experimental(since = "0.1")
public record ClassLabel(int label) implements Conditioning {
  @Override
  public String describe() {
    return "class " + label;
  }
}
