/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.spi;

import io.zipar.ApiStatus;

/** What a measure may need beyond pictures and their classes. */
@ApiStatus.Experimental(since = "0.1")
public enum Need {
  /** The batches in which the images were generated: passes and times. */
  BATCHES,
  /** The features of each picture. */
  FEATURES,
  /** The probabilities of the classes that the classifier gives each picture. */
  PROBABILITIES,
  /** How unlikely the model itself finds the tokens; there for models that predict successors. */
  LIKELIHOOD
}
