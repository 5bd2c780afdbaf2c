/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.fakes;

import io.zipar.OptionSpec;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.StepOutcome;
import java.util.List;
import java.util.Optional;

/** One token after the other, for layouts without structural positions. */
public final class Sequential implements DecodingStrategy {
  /** Creates the provider. */
  public Sequential() {}

  @Override
  public String name() {
    return "sequential";
  }

  @Override
  public String summary() {
    return "one token after the other";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OptionSpec.integerUpToColumns("window", 1, 16, "ignored"));
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return new DecodingProcess() {
      private int known;
      private int last;

      @Override
      public Optional<DecodingStep> next() {
        if (known == context.layout().positions()) {
          return Optional.empty();
        }
        return Optional.of(
            known == 0
                ? DecodingStep.asking(known)
                : DecodingStep.builder().feed(known - 1, last, Origin.KNOWN).query(known).build());
      }

      @Override
      public void accept(StepOutcome outcome) {
        last = outcome.at(known).draw();
        outcome.commit(known, last);
        known++;
      }
    };
  }
}
