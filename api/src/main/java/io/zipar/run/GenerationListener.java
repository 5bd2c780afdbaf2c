/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.ApiStatus;
import io.zipar.Cell;
import io.zipar.GenerationResult;
import io.zipar.spi.SequenceLayout;

/**
 * Hears of the progress of a run. Called from the thread that runs it, between forward passes and
 * never within a call of a strategy or a model. What a listener throws ends the run and reaches the
 * caller as it is.
 */
@ApiStatus.Experimental(since = "0.1")
public interface GenerationListener {
  /** Hears nothing. */
  GenerationListener NONE = new GenerationListener() {};

  /**
   * Says how much of each pass to trace. Asked once, when a run begins.
   *
   * @return {@link TraceDetail#NONE} unless it is said otherwise
   */
  default TraceDetail traceDetail() {
    return TraceDetail.NONE;
  }

  /**
   * A run begins.
   *
   * @param layout where the cells of its images lie in the sequence
   */
  default void runBegun(SequenceLayout layout) {}

  /**
   * A forward pass is about to run.
   *
   * @param pass its number, from 0
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
   * A pass did its work for an image. Called after the image's {@link #tokenCommitted}, and only if
   * {@link #traceDetail} asks for it.
   *
   * @param trace what was fed, asked and committed
   */
  default void passTraced(PassTrace trace) {}

  /**
   * The run ended, complete or cancelled.
   *
   * @param result what the caller is about to receive
   */
  default void finished(GenerationResult result) {}
}
