/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.GivenCells;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.Optional;

/** Feeds what the pass before decided and asks for the next cells. The last group is never fed. */
final class AnyOrderProcess implements DecodingProcess {
  private final SequenceLayout layout;
  private final CellChoice choice;
  private int[] freshCells;
  private int[] freshTokens;

  AnyOrderProcess(SequenceLayout layout, GivenCells given, CellChoice choice) {
    this.layout = layout;
    this.choice = choice;
    this.freshCells = given.cells().toArray();
    this.freshTokens = new int[freshCells.length];
    for (int i = 0; i < freshCells.length; i++) {
      freshTokens[i] = given.token(freshCells[i]);
    }
  }

  @Override
  public Optional<DecodingStep> next() {
    int[] asked = choice.asked();
    if (asked.length == 0) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    for (int i = 0; i < freshCells.length; i++) {
      step.feed(position(freshCells[i]), freshTokens[i], Origin.KNOWN);
    }
    for (int cell : asked) {
      step.query(position(cell));
    }
    return Optional.of(step.build());
  }

  @Override
  public void accept(StepOutcome outcome) {
    freshCells = choice.chosen(cell -> outcome.at(position(cell)));
    freshTokens = new int[freshCells.length];
    for (int i = 0; i < freshCells.length; i++) {
      int position = position(freshCells[i]);
      freshTokens[i] = outcome.at(position).draw();
      outcome.commit(position, freshTokens[i]);
    }
  }

  private int position(int cell) {
    return layout.position(layout.grid().cell(cell));
  }
}
