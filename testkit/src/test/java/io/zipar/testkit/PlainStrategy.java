/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.GeneratedImage;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Plain strategies for models that do not predict successors, to try the kit on them: every pass
 * asks for all open cells that it can, those whose neighbours are known or up to three of any, and
 * feeds what they need and what was not fed yet.
 *
 * @param prediction what the strategy drives
 */
record PlainStrategy(Prediction prediction) implements DecodingStrategy {
  private static final int MOST_CELLS = 3;

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String summary() {
    return "asks for what it can";
  }

  @Override
  public Set<Prediction> predictions() {
    return Set.of(prediction);
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return new Process(context);
  }

  private static final class Process implements DecodingProcess {
    private final SequenceLayout layout;
    private final Prediction prediction;
    private final int[] tokens;
    private final Set<Integer> unfed = new TreeSet<>();
    private int[] targets;
    private boolean begun;

    Process(DecodingContext context) {
      layout = context.layout();
      prediction = context.model().prediction();
      tokens = new int[layout.positions()];
      for (int position = 0; position < tokens.length; position++) {
        tokens[position] = context.knownToken(position).orElse(GeneratedImage.NONE);
        if (tokens[position] != GeneratedImage.NONE) {
          unfed.add(position);
        }
      }
    }

    @Override
    public Optional<DecodingStep> next() {
      targets =
          IntStream.range(0, tokens.length)
              .filter(position -> tokens[position] == GeneratedImage.NONE)
              .filter(position -> Arrays.stream(needs(position)).allMatch(this::isKnown))
              .limit(prediction == Prediction.ANY_CELL ? MOST_CELLS : tokens.length)
              .toArray();
      if (targets.length == 0) {
        return Optional.empty();
      }
      begun = true;
      Set<Integer> fed = new TreeSet<>(unfed);
      unfed.clear();
      for (int target : targets) {
        Arrays.stream(needs(target)).filter(position -> position >= 0).forEach(fed::add);
      }
      DecodingStep.Builder step = DecodingStep.builder();
      fed.forEach(position -> step.feed(position, tokens[position], Origin.KNOWN));
      Arrays.stream(targets).forEach(step::query);
      return Optional.of(step.build());
    }

    private int[] needs(int target) {
      return prediction.needs(layout, target);
    }

    private boolean isKnown(int position) {
      return position == SequenceLayout.PREFIX_END
          ? !begun
          : tokens[position] != GeneratedImage.NONE;
    }

    @Override
    public void accept(StepOutcome outcome) {
      for (int target : targets) {
        tokens[target] = outcome.at(target).draw();
        outcome.commit(target, tokens[target]);
        unfed.add(target);
      }
    }
  }
}
