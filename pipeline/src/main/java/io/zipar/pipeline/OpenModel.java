/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.Grid;

/** A model whose files are open and whose weights are not loaded. Used by one thread. */
sealed interface OpenModel extends AutoCloseable permits OpenBuiltIn, OpenCheckpoint {
  /**
   * Checks that a strategy can drive the model.
   *
   * @throws io.zipar.InvalidInputException if it cannot
   */
  void requireDriven(StrategyChoice strategy);

  /**
   * Finds the grid of images.
   *
   * @throws io.zipar.InvalidInputException if the model has none of that size
   */
  Grid grid(ImageSize size);

  /**
   * Completes an order.
   *
   * @throws io.zipar.InvalidInputException if the model cannot do it
   */
  ImagePlan plan(ImageOrder order);

  /**
   * Checks that a plan fits the memory, before or after the model is loaded.
   *
   * @throws io.zipar.InvalidInputException if it does not
   */
  void requireMemory(ImagePlan plan);

  /** Loads the weights; called once. */
  LoadedModel load();

  /** Whether there is an image tokenizer. */
  boolean paints();

  /** Closes the files. What was loaded stays. */
  @Override
  void close();
}
