/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.run.GenerationListener;
import java.util.List;

/** Shows how far a run is. */
@ApiStatus.Experimental(since = "0.1")
public interface Progress {
  /** Shows nothing. */
  Progress NONE =
      (name, tokens) ->
          new Task() {
            @Override
            public void advance() {}

            @Override
            public void say(String text) {}

            @Override
            public void close() {}
          };

  /**
   * Begins to show a run.
   *
   * @param name what runs
   * @param tokens how many tokens it will commit
   * @return the run, to be closed at its end
   */
  Task begin(String name, long tokens);

  /**
   * Lets a generation advance a display.
   *
   * @param task what to advance, beside which it is said how many rows are done
   * @param grid of the images
   * @param images those of all batches, in their order
   * @return a listener for the generation of one batch after the other
   */
  static GenerationListener listener(Task task, Grid grid, List<ImageRequest> images) {
    return new RowProgress(task, grid, images);
  }

  /** A run that is shown. Used by one thread. */
  interface Task extends AutoCloseable {
    /** One more token is committed. */
    void advance();

    /**
     * Shows some words beside the tokens, in place of those shown before.
     *
     * @param text a few words, on one line
     */
    void say(String text);

    /** Takes the display away. */
    @Override
    void close();
  }
}
