/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

/** In which order a transformer learns to predict the tokens of a picture. */
public enum TokenOrder {
  /** Row by row, as LlamaGen does. */
  RASTER,
  /** In an order of its own for every batch, as RandAR does. */
  RANDOM
}
