/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.Cell;
import io.zipar.ClassLabel;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.run.GenerationListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowProgressTest {
  private static final List<ImageRequest> TWO = ImagePlan.images(List.of(new ClassLabel(0)), 2, 0);

  private final List<String> said = new ArrayList<>();
  private int tokens;

  private final Progress.Task task =
      new Progress.Task() {
        @Override
        public void advance() {
          tokens++;
        }

        @Override
        public void say(String text) {
          said.add(text);
        }

        @Override
        public void close() {}
      };

  @Test
  void aRowIsDoneWhenAllItsCellsHaveATokenInWhateverOrder() {
    GenerationListener listener = Progress.listener(task, Grid.of(2, 3), TWO);
    commit(listener, 0, 0, 0);
    commit(listener, 0, 1, 2);
    commit(listener, 0, 0, 2);
    // Committed again, as a strategy may that corrects itself.
    commit(listener, 0, 0, 2);
    commit(listener, 1, 0, 1);
    assertEquals(List.of(), said);
    commit(listener, 0, 0, 1);
    assertEquals(List.of("1 of 4 rows"), said);
    commit(listener, 0, 0, 1);
    commit(listener, 0, 1, 0);
    commit(listener, 0, 1, 1);
    assertEquals(List.of("1 of 4 rows", "2 of 4 rows"), said);
    assertEquals(9, tokens);
  }

  @Test
  void theImagesOfTheNextBatchAreOthers() {
    GenerationListener listener = Progress.listener(task, Grid.of(1, 1), TWO);
    commit(listener, 0, 0, 0);
    listener.finished(null);
    commit(listener, 0, 0, 0);
    assertEquals(List.of("1 of 2 rows", "2 of 2 rows"), said);
  }

  @Test
  void givenRowsAreDoneFromTheStart() {
    GenerationListener listener =
        Progress.listener(
            task,
            Grid.of(3, 2),
            TWO.stream().map(image -> image.withGiven(GivenCells.of(1, 1, 1))).toList());
    commit(listener, 0, 1, 1);
    listener.finished(null);
    commit(listener, 0, 1, 1);
    assertEquals(List.of("2 of 6 rows", "4 of 6 rows"), said);
  }

  private static void commit(GenerationListener listener, int image, int row, int column) {
    listener.tokenCommitted(image, new Cell(0, row, column), 7, 0);
  }
}
