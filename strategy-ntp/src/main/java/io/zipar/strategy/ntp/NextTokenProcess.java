/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.ntp;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.StepOutcome;
import java.util.Optional;

/**
 * One image, one cell a pass. What is known between two cells, such as structural tokens, is fed
 * along with the first.
 */
final class NextTokenProcess implements DecodingProcess {
  private final DecodingContext context;
  private int fed;
  private int lastToken;
  private int target;

  NextTokenProcess(DecodingContext context) {
    this.context = context;
    this.target = context.nextOpen(0);
  }

  @Override
  public Optional<DecodingStep> next() {
    if (target == context.layout().positions()) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    for (; fed < target; fed++) {
      step.feed(fed, context.knownToken(fed).orElse(lastToken), Origin.KNOWN);
    }
    return Optional.of(step.query(target).build());
  }

  @Override
  public void accept(StepOutcome outcome) {
    lastToken = outcome.at(target).draw();
    outcome.commit(target, lastToken);
    target = context.nextOpen(target + 1);
  }
}
