/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.neighbours;

import io.zipar.Cell;
import io.zipar.GeneratedImage;
import io.zipar.GivenCells;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Feeds a diagonal and asks for the next one. Given cells are fed with their diagonal, as the model
 * was trained; diagonals of given cells alone cost no pass of their own, and are then fed together,
 * each blind to those behind it.
 */
final class DiagonalProcess implements DecodingProcess {
  private final SequenceLayout layout;
  private final GivenCells given;
  private final int[] tokens;
  private final List<Cell> unfed = new ArrayList<>();
  private int distance = -1;
  private List<Cell> open = List.of();

  DiagonalProcess(SequenceLayout layout, GivenCells given) {
    this.layout = layout;
    this.given = given;
    this.tokens = new int[layout.grid().cells()];
    given.cells().forEach(cell -> tokens[cell] = given.token(cell));
    advance();
  }

  /** Goes on to the next diagonal that has an open cell. */
  private void advance() {
    open = List.of();
    while (open.isEmpty() && ++distance < Diagonal.count(layout.grid())) {
      if (distance > 0) {
        unfed.addAll(new Diagonal(distance - 1).cells(layout.grid()));
      }
      open =
          new Diagonal(distance)
              .cells(layout.grid()).stream()
                  .filter(cell -> given.token(index(cell)) == GeneratedImage.NONE)
                  .toList();
    }
  }

  @Override
  public Optional<DecodingStep> next() {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    boolean several = false;
    for (Cell cell : unfed) {
      step.feed(layout.position(cell), tokens[index(cell)], Origin.KNOWN);
      several |= Diagonal.of(cell) != Diagonal.of(unfed.get(0));
    }
    for (Cell cell : open) {
      step.query(layout.position(cell));
    }
    if (several) {
      step.mask((query, slot) -> distance(slot) <= distance(query));
    }
    return Optional.of(step.build());
  }

  @Override
  public void accept(StepOutcome outcome) {
    for (Cell cell : open) {
      int position = layout.position(cell);
      tokens[index(cell)] = outcome.at(position).draw();
      outcome.commit(position, tokens[index(cell)]);
    }
    unfed.clear();
    advance();
  }

  /** An end-of-line token lies in no diagonal, and before them all. */
  private int distance(int position) {
    return layout.isStructural(position) ? -1 : Diagonal.of(layout.cell(position));
  }

  private int index(Cell cell) {
    return layout.grid().indexOf(cell);
  }
}
