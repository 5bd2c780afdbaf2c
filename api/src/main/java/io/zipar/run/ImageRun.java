/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.DraftCounts;
import io.zipar.DraftEvent;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.PluginException;
import io.zipar.guard.StrategyGuard;
import io.zipar.rules.StepCheck;
import io.zipar.rules.TokenBoard;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingRule;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Draft;
import io.zipar.spi.Distribution;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One image of a run: its process, what it has committed, and the step it is in. */
final class ImageRun {
  /** A strategy may waste passes, but not without end. */
  private static final int PASSES_PER_POSITION = 4;

  private static final int SPARE_PASSES = 16;

  private final ImageRequest request;
  private final ImageGuidance guidance;
  private final StrategyGuard guard;
  private final DecodingProcess process;
  private final DecodingContext context;
  private final StepCheck check;
  private final TokenBoard board;
  private int passes;
  private DecodingStep step;
  private DraftCounts draftCounts = DraftCounts.NONE;

  ImageRun(
      ImageRequest request,
      Guidance guidance,
      StrategyGuard guard,
      DecodingProcess process,
      DecodingContext context) {
    this.request = request;
    this.guard = guard;
    this.process = process;
    this.context = context;
    this.check = new StepCheck(guard, context.model(), context.layout());
    this.board = new TokenBoard(guard, context);
    this.guidance = new ImageGuidance(guidance, context, board);
  }

  /** Asks for the next step and checks it; returns whether there is one. */
  boolean advance() {
    Optional<DecodingStep> next = guard.call("next()", process::next);
    if (next == null) {
      throw guard.broken(DecodingRule.R1, "next() returned null");
    }
    if (next.isEmpty()) {
      if (!board.isComplete()) {
        throw guard.broken(DecodingRule.R14, board.open() + " cells are open");
      }
      step = null;
      return false;
    }
    int limit = PASSES_PER_POSITION * context.layout().positions() + SPARE_PASSES;
    if (passes == limit) {
      throw guard.broken(
          DecodingRule.R15, board.open() + " cells are still open after " + limit + " passes");
    }
    check.check(next.get(), board, passes == 0);
    step = next.get();
    return true;
  }

  /** Hands the distributions to the process, which commits tokens. */
  StepLog accept(int pass, Map<Asked, Distribution> answers, TraceDetail detail) {
    step.targets().forEach(board::markAsked);
    Outcome outcome = new Outcome(pass, answers, new StepLog(detail));
    guard.call(
        "accept()",
        () -> {
          process.accept(outcome);
          return null;
        });
    outcome.close();
    passes++;
    return outcome.log;
  }

  ImageGuidance guidance() {
    return guidance;
  }

  /** What the step asks for: first the targets, then the rows of draft heads. */
  List<Asked> asked() {
    List<Asked> asked = new ArrayList<>();
    step.targets().forEach(target -> asked.add(new Asked(target, Optional.empty())));
    step.drafts().forEach(draft -> asked.add(asked(draft)));
    return asked;
  }

  private Asked asked(Draft draft) {
    int target = context.model().draftHeads().get(draft.head()).target(layout(), draft.position());
    return new Asked(target, Optional.of(draft));
  }

  boolean isFirstPass() {
    return passes == 0;
  }

  DecodingStep step() {
    return step;
  }

  DecodingContext context() {
    return context;
  }

  ImageRequest request() {
    return request;
  }

  TokenBoard board() {
    return board;
  }

  DraftCounts draftCounts() {
    return draftCounts;
  }

  SequenceLayout layout() {
    return context.layout();
  }

  private final class Outcome implements StepOutcome {
    private final int pass;
    private final Map<Asked, Distribution> answers;
    private final StepLog log;
    private PluginException violation;
    private boolean closed;

    Outcome(int pass, Map<Asked, Distribution> answers, StepLog log) {
      this.pass = pass;
      this.answers = answers;
      this.log = log;
    }

    @Override
    public int pass() {
      return pass;
    }

    @Override
    public Distribution at(int target) {
      requireOpen();
      Distribution answer = answers.get(new Asked(target, Optional.empty()));
      if (answer == null) {
        throw new IllegalArgumentException("the step did not ask for position " + target);
      }
      return answer;
    }

    @Override
    public Distribution draft(int position, int head) {
      requireOpen();
      boolean exists = head >= 0 && head < context.model().draftHeads().size();
      Distribution answer = exists ? answers.get(asked(new Draft(position, head))) : null;
      if (answer == null) {
        throw new IllegalArgumentException(
            "the step did not read draft head " + head + " at position " + position);
      }
      return answer;
    }

    @Override
    public void commit(int position, int token) {
      keeping(() -> board.commit(position, token, pass));
      Optional<Distribution> asked =
          Optional.ofNullable(answers.get(new Asked(position, Optional.empty())));
      log.committed(position, token, asked);
    }

    @Override
    public void note(int position, DraftEvent event) {
      keeping(() -> board.requireNotable(position));
      draftCounts = draftCounts.plus(event);
      log.noted(position, event);
    }

    private void keeping(Runnable rule) {
      requireOpen();
      try {
        rule.run();
      } catch (PluginException e) {
        violation = e;
        throw e;
      }
    }

    private void requireOpen() {
      if (closed) {
        throw new IllegalStateException("an outcome is valid within accept() alone");
      }
    }

    /** A process that swallows the exception of a broken rule does not get away with it. */
    void close() {
      closed = true;
      if (violation != null) {
        throw violation;
      }
    }
  }
}
