/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.ntp;

import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.Optional;

/** One image, one cell a pass. Structural tokens between two cells are fed along with the first. */
final class NextTokenProcess implements DecodingProcess {
  private final SequenceLayout layout;
  private int lastPosition = SequenceLayout.PREFIX_END;
  private int lastToken;
  private int target;

  NextTokenProcess(SequenceLayout layout) {
    this.layout = layout;
    this.target = layout.nextCell(0);
  }

  @Override
  public Optional<DecodingStep> next() {
    if (target == layout.positions()) {
      return Optional.empty();
    }
    if (lastPosition == SequenceLayout.PREFIX_END) {
      return Optional.of(DecodingStep.asking(target));
    }
    DecodingStep.Builder step = DecodingStep.builder().feed(lastPosition, lastToken, Origin.KNOWN);
    for (int position = lastPosition + 1; position < target; position++) {
      step.feed(position, layout.structuralToken(position), Origin.KNOWN);
    }
    return Optional.of(step.query(target).build());
  }

  @Override
  public void accept(StepOutcome outcome) {
    lastToken = outcome.at(target).draw();
    lastPosition = target;
    outcome.commit(lastPosition, lastToken);
    target = layout.nextCell(lastPosition + 1);
  }
}
