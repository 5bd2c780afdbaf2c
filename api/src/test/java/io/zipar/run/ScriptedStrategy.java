/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;
import io.zipar.spi.StepOutcome;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A strategy whose process a test supplies. */
record ScriptedStrategy(Function<DecodingContext, DecodingProcess> script)
    implements DecodingStrategy {
  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String summary() {
    return "a strategy for tests";
  }

  @Override
  public Set<Prediction> predictions() {
    return Set.of(Prediction.values());
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return script.apply(context);
  }

  /** Next-token prediction on a layout without structural positions; tests override a part. */
  static class Sequential implements DecodingProcess {
    final DecodingContext context;
    int position;
    int last;

    Sequential(DecodingContext context) {
      this.context = context;
    }

    @Override
    public Optional<DecodingStep> next() {
      if (position == context.layout().positions()) {
        return Optional.empty();
      }
      return Optional.of(
          position == 0
              ? DecodingStep.asking(0)
              : DecodingStep.builder()
                  .feed(position - 1, last, Origin.KNOWN)
                  .query(position)
                  .build());
    }

    @Override
    public void accept(StepOutcome outcome) {
      last = outcome.at(position).draw();
      outcome.commit(position++, last);
    }
  }
}
