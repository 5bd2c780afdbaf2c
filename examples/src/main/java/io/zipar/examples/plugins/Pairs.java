/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.plugins;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.Optional;

/** Two tokens a pass: the second is drawn as if the first repeated its left neighbour. */
public final class Pairs implements DecodingStrategy {
  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public String summary() {
    return "two tokens a pass: half the passes, and worse images, where neighbours differ";
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    SequenceLayout layout = context.layout();
    int[] tokens = new int[layout.positions()];
    return new DecodingProcess() {
      private int fed;
      private int cell = context.nextOpen(0);

      @Override
      public Optional<DecodingStep> next() {
        if (cell == tokens.length) {
          return Optional.empty();
        }
        DecodingStep.Builder step = DecodingStep.builder();
        for (; fed < cell; fed++) {
          tokens[fed] = context.knownToken(fed).orElse(tokens[fed]);
          step.feed(fed, tokens[fed], Origin.KNOWN);
        }
        if (hasPartner()) {
          step.feed(
              cell, tokens[layout.isStructural(cell - 1) ? cell - 2 : cell - 1], Origin.STAND_IN);
          step.query(cell + 1);
        }
        return Optional.of(step.query(cell).build());
      }

      @Override
      public void accept(StepOutcome outcome) {
        boolean pair = hasPartner();
        commit(outcome);
        if (pair) {
          commit(outcome);
        }
      }

      private boolean hasPartner() {
        return cell > 0 && layout.isCell(cell + 1);
      }

      private void commit(StepOutcome outcome) {
        tokens[cell] = outcome.at(cell).draw();
        outcome.commit(cell, tokens[cell]);
        cell = layout.nextCell(cell + 1);
      }
    };
  }
}
