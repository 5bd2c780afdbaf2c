/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * Hears of the progress of a run. Called from the thread that runs it, between forward passes; what
 * a listener throws ends the run and reaches the caller.
 */
@ApiStatus.Experimental(since = "0.1")
public interface GenerationListener {
  /** Hears nothing. */
  GenerationListener NONE = new GenerationListener() {};

  /**
   * A forward pass is about to run.
   *
   * @param pass its number, the prefill being 0
   * @param fedTokens tokens that it feeds, over all images, without prefixes and unconditional
   *     lanes
   */
  default void passBegun(int pass, int fedTokens) {}

  /**
   * A token was committed.
   *
   * @param image index of the image in the request
   * @param cell its cell
   * @param token the token
   * @param pass the pass that it came from
   */
  default void tokenCommitted(int image, Cell cell, int token, int pass) {}

  /**
   * The run ended, complete or cancelled.
   *
   * @param result what the caller is about to receive
   */
  default void finished(GenerationResult result) {}
}
