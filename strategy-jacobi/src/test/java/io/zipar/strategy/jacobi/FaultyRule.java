/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Distribution;
import io.zipar.spi.support.Proposal;
import io.zipar.spi.support.Speculation;

/** Speculative Jacobi Decoding with a mistake, for a test that must find it. */
final class FaultyRule implements DraftRule {
  /** The mistakes. */
  enum Fault {
    /** None, to see that the test itself is right. */
    NONE,
    /** A refused draft gives way to a draw from p, not from the residual. */
    NO_RESIDUAL,
    /** A draft that was drawn anew keeps the law of the first one. */
    STALE_LAW,
    /** Drafts, coins and residuals of all passes are made of the same noise. */
    SHARED_NOISE
  }

  private static final int WINDOW = 5;

  private final Fault fault;
  private final DraftSource source;
  private final FreshDraws draws;
  private final DecodingContext context;
  private final Proposal[] drafts;

  private FaultyRule(Fault fault, Canvas canvas, DecodingContext context) {
    int positions = context.layout().positions();
    this.fault = fault;
    this.draws = new FreshDraws(positions, 0);
    this.source =
        new DraftSource(
            Initialisation.RANDOM, canvas, context.noise(), draws, context.vocabulary());
    this.context = context;
    this.drafts = new Proposal[positions];
  }

  static DecodingStrategy strategy(Fault fault) {
    return new DecodingStrategy() {
      @Override
      public String name() {
        return "faulty";
      }

      @Override
      public String summary() {
        return fault.toString();
      }

      @Override
      public DecodingProcess begin(DecodingContext context) {
        Canvas canvas = new Canvas(context);
        return new RunProcess(canvas, new FaultyRule(fault, canvas, context), WINDOW);
      }
    };
  }

  private int draw(int position, int count) {
    int fresh = draws.take(position, count);
    return fault == Fault.SHARED_NOISE ? 0 : fresh;
  }

  @Override
  public int guess(int position) {
    drafts[position] = new Proposal();
    source.propose(position, drafts[position]);
    return drafts[position].token();
  }

  @Override
  public int settle(int position, Distribution p, int kept) {
    Proposal draft = drafts[position];
    if (draft == null) {
      return p.draw(draw(position, 1));
    }
    int first = draw(position, Speculation.DRAWS);
    Speculation speculation = new Speculation(context.noise(), context.vocabulary());
    int token = speculation.judge(draft, p, position, first);
    return fault == Fault.NO_RESIDUAL && token != draft.token() ? p.draw(draw(position, 1)) : token;
  }

  @Override
  public int judge(int position, Distribution p) {
    throw new UnsupportedOperationException("not of the run");
  }

  @Override
  public int refine(int position, Distribution p) {
    int token = p.draw(draw(position, 1));
    Proposal draft = drafts[position] == null ? new Proposal() : drafts[position];
    drafts[position] = draft;
    if (fault == Fault.STALE_LAW) {
      draft.setUniform(token, context.vocabulary());
    } else {
      draft.setDrawn(token, p, new float[context.vocabulary()]);
    }
    return token;
  }
}
