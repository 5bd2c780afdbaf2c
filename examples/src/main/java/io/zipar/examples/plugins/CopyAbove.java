/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.plugins;

import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An example of a strategy of one's own. It guesses that the next token repeats the one above it,
 * and feeds the guess along with the last known token. Where the model then draws just that token,
 * the distribution behind the guess holds as well, and one pass has yielded two tokens; where not,
 * the next pass overwrites the guess. The image is exactly that of next-token prediction.
 */
public final class CopyAbove implements DecodingStrategy {
  @Override
  public String name() {
    return "copy-above";
  }

  @Override
  public String summary() {
    return "next-token prediction that drafts the token above; exact, saves where rows repeat";
  }

  @Override
  public Exactness exactness(OptionValues options) {
    return Exactness.SAME_TOKENS;
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return new Process(context);
  }

  private static final class Process implements DecodingProcess {
    private final SequenceLayout layout;
    private final int[] tokens;
    private int known;
    private int fed;
    private int guess;

    Process(DecodingContext context) {
      this.layout = context.layout();
      this.tokens = new int[layout.positions()];
      this.known = context.nextOpen(0);
      for (int position = 0; position < known; position++) {
        tokens[position] = context.knownToken(position).orElseThrow();
      }
    }

    @Override
    public Optional<DecodingStep> next() {
      guess = -1;
      if (known == tokens.length) {
        return Optional.empty();
      }
      DecodingStep.Builder step = DecodingStep.builder();
      for (; fed < known; fed++) {
        step.feed(fed, tokens[fed], Origin.KNOWN);
      }
      step.query(known);
      OptionalInt above = layout.above(known);
      if (above.isPresent() && layout.isCell(known + 1)) {
        guess = tokens[above.getAsInt()];
        step.feed(known, guess, Origin.DRAFT).query(known + 1);
      }
      return Optional.of(step.build());
    }

    @Override
    public void accept(StepOutcome outcome) {
      if (commitNext(outcome) == guess) {
        fed = known;
        commitNext(outcome);
      }
    }

    private int commitNext(StepOutcome outcome) {
      int token = outcome.at(known).draw();
      outcome.commit(known, token);
      tokens[known] = token;
      known++;
      for (; known < tokens.length && layout.isStructural(known); known++) {
        tokens[known] = layout.structuralToken(known);
      }
      return token;
    }
  }
}
