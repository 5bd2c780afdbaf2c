/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Cell;
import io.zipar.GenerationListener;

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
   * @param task what to advance
   * @return a listener for the generation
   */
  static GenerationListener listener(Task task) {
    return new GenerationListener() {
      @Override
      public void tokenCommitted(int image, Cell cell, int token, int pass) {
        task.advance();
      }
    };
  }

  /** A run that is shown. Used by one thread. */
  interface Task extends AutoCloseable {
    /** One more token is committed. */
    void advance();

    /** Takes the display away. */
    @Override
    void close();
  }
}
