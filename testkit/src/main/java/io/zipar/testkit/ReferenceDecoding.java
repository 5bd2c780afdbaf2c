/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.StepOutcome;
import java.util.Optional;

/**
 * The oracle of the contract: next-token prediction that feeds the whole sequence so far in every
 * pass, so that nothing depends on what the cache held before. Slow and plain on purpose.
 */
final class ReferenceDecoding implements DecodingStrategy {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String summary() {
    return "next-token prediction without reliance on the cache";
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return new Process(context);
  }

  private static final class Process implements DecodingProcess {
    private final DecodingContext context;
    private final int[] tokens;
    private int target;

    Process(DecodingContext context) {
      this.context = context;
      this.tokens = new int[context.layout().positions()];
    }

    @Override
    public Optional<DecodingStep> next() {
      target = context.nextOpen(target);
      if (target == tokens.length) {
        return Optional.empty();
      }
      DecodingStep.Builder step = DecodingStep.builder();
      for (int position = 0; position < target; position++) {
        step.feed(position, context.knownToken(position).orElse(tokens[position]), Origin.KNOWN);
      }
      return Optional.of(step.query(target).build());
    }

    @Override
    public void accept(StepOutcome outcome) {
      tokens[target] = outcome.at(target).draw();
      outcome.commit(target, tokens[target]);
      target++;
    }
  }
}
