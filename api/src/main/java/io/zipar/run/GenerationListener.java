/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.ApiStatus;
import io.zipar.Cell;
import io.zipar.GenerationResult;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.Optional;

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
   * Says which attention to look at. Asked once, when a run begins; a model that cannot be probed
   * so refuses the run before anything runs.
   *
   * @return empty unless it is said otherwise
   */
  default Optional<AttentionProbe> attentionProbe() {
    return Optional.empty();
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
   * A lane of a pass attended in a layer. Called after the pass has run and before its tokens are
   * committed, and only if {@link #attentionProbe} asks for it.
   *
   * @param image index of the image in the request
   * @param role the part that the lane plays in guidance
   * @param pass the number of the pass, from 0
   * @param map the weights; the lane is that of the session
   */
  default void attended(int image, Lane.Role role, int pass, AttentionMap map) {}

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
