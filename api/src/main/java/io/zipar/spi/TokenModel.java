/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.Grid;
import java.util.OptionalDouble;

/**
 * An autoregressive model over image tokens, loaded and ready. Safe for several threads. Closed by
 * whoever opened it, after its sessions.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TokenModel extends AutoCloseable {
  /**
   * Describes the model.
   *
   * @return the same value at every call
   */
  ModelInfo info();

  /**
   * Lays a grid out in this model's sequence.
   *
   * @param grid the wanted grid
   * @return the layout
   * @throws io.zipar.InvalidInputException if the model cannot paint this grid
   */
  SequenceLayout layout(Grid grid);

  /**
   * Checks that this model can be conditioned so.
   *
   * @param conditioning what an image is to show
   * @throws io.zipar.InvalidInputException if it is of the wrong kind or out of range
   */
  void checkConditioning(Conditioning conditioning);

  /**
   * Opens a session with empty caches.
   *
   * @param request layout, lanes, visibility, and a probe of attention if one is wanted
   * @return a session, to be closed by the caller
   * @throws io.zipar.InvalidInputException if a lane's conditioning does not fit the model, or it
   *     cannot be probed so, as {@link SessionRequest#requireFits} tells
   * @throws IllegalStateException if the model is closed
   */
  ModelSession open(SessionRequest request);

  /**
   * Measures the rate at which what the model runs on reads its own memory, which bounds how fast a
   * pass can be. Takes up to some seconds, in turns with passes.
   *
   * @return bytes a second, above 0; empty for a model on the processor of the machine, and where
   *     the backend cannot tell
   * @throws IllegalStateException if the model is closed
   */
  default OptionalDouble measureReadRate() {
    return OptionalDouble.empty();
  }

  /** Frees the weights. Closing twice has no effect. */
  @Override
  void close();
}
