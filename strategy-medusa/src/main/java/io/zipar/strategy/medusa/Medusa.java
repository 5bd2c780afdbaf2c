/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.medusa;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import java.util.List;

/**
 * Medusa (arXiv 2401.10774): heads beside the model's own guess the tokens that follow, and one
 * forward pass puts a run of guesses to the test. A draft is drawn with the noise of its own target
 * and accepted if the model's own draw is the same, so the tokens are those of next-token
 * prediction. Heads may also look below: such a draft waits until its row is reached. Behind a
 * wrong draft the model has drawn tokens, too, as in Jacobi decoding: where the token in front of
 * one still stands there, it is a better draft than that of any head.
 */
public final class Medusa implements DecodingStrategy {
  static final String WINDOW = "window";

  private static final int DEFAULT_WINDOW = 8;

  /** Creates the provider. */
  public Medusa() {}

  @Override
  public String name() {
    return "medusa";
  }

  @Override
  public String summary() {
    return "Medusa (arXiv 2401.10774): the tokens of ntp in fewer passes, drafted by heads of the"
        + " model";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integer(
            WINDOW, 1, Integer.MAX_VALUE, DEFAULT_WINDOW, "drafts that a pass tests at most"));
  }

  @Override
  public Exactness exactness(OptionValues options) {
    return Exactness.SAME_TOKENS;
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    if (context.model().draftHeads().isEmpty()) {
      throw new InvalidInputException(
          "strategy 'medusa' needs a model with draft heads, and '"
              + context.model().name()
              + "' has none; strategy 'jacobi' drafts without heads");
    }
    return new MedusaProcess(
        context.layout(),
        context.given(),
        new DraftBoard(context.layout(), context.model().draftHeads()),
        context.options().integer(WINDOW));
  }
}
