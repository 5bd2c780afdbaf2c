/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

/** Where the first draft of a position comes from, before the model said anything about it. */
enum Initialisation {
  /** A token drawn with equal probabilities. */
  RANDOM,
  /** The token to the left, else the one above. */
  LEFT,
  /** The token above, else the one to the left. */
  ABOVE
}
