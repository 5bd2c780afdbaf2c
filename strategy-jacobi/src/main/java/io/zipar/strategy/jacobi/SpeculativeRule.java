/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;
import io.zipar.spi.support.Proposal;
import io.zipar.spi.support.Speculation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Speculative Jacobi Decoding (arXiv 2410.01699, algorithm 1) and its coupled forms (arXiv
 * 2510.24211, algorithm 1). A draft x_i comes with the law q_i that it was drawn from, in the paper
 * p(. | x of the pass before). A row p_i settles it with probability min(1, p_i(x_i) / q_i(x_i)),
 * else the token is drawn from max(0, p_i - q_i). Where a token before x_i has just changed, the
 * next draft has the law q_i := p_i, and {@link Coupling} says how it is drawn.
 *
 * <p>Why the images have the distribution of next-token prediction. Let G_i be all that is random
 * at positions before i. The rows that position i ever meets, the pass that settles it, and what
 * each pass does to it (guess, refine, judge, settle) are functions of G_i: they depend on tokens
 * before i. Its own noise is independent of G_i, and no number of a draw is used twice, but for the
 * shared one of Gumbel coupling. So, given G_i, after every pass the draft has the law q_i that is
 * stored for it: a draw from p_i has the law p_i, fresh noise or not; accept-or-residual turns the
 * law q_i into p_i (see {@link Speculation}) as coin and residual are fresh; a guess has its own
 * law. At the end the same rule turns it into the law of the row that settles it, which sees the
 * committed tokens alone: the law by which next-token prediction draws. That holds for each i given
 * all before it, hence for the image.
 *
 * <p>A draft may also be made from a row that is guessed or corrected (see {@link LeftCorrection}):
 * then its law is that row, normalised. It rests on rows of the position and those before it, in
 * passes gone by and in this one, so it is a function of G_i, too. A guess that rested on rows of
 * later positions would not be: those have seen the draft that is to be replaced.
 *
 * <p>With maximal coupling the stored q_i is therefore the whole p_i of the pass, whether the token
 * was kept or redrawn, not the q_i it was kept under.
 *
 * <p>A {@link Relaxation} changes the end alone: what settles a draft then no longer has the law
 * p_i but one between it and q_i. The stored laws stay true, so that the relaxation says how far.
 */
final class SpeculativeRule implements DraftRule {
  /** The noise of a position that Gumbel coupling shares between passes. */
  private static final int SHARED_DRAW = 0;

  /** No relaxation. */
  private static final double EXACT = 1;

  private final Coupling coupling;
  private final DraftSource source;
  private final FreshDraws draws;
  private final Speculation speculation;
  private final Relaxation relaxation;
  private final Optional<LeftCorrection> correction;
  private final Noise noise;
  private final float[] scratch;
  private final Proposal[] drafts;
  private final Deque<Proposal> spare = new ArrayDeque<>();

  /**
   * @param correction what corrects drafts, if anything does; of this image, and used by nobody
   *     else
   */
  SpeculativeRule(
      Coupling coupling,
      DraftSource source,
      FreshDraws draws,
      Relaxation relaxation,
      Optional<LeftCorrection> correction,
      DecodingContext context) {
    this.coupling = coupling;
    this.source = source;
    this.draws = draws;
    this.speculation = new Speculation(context.noise(), context.vocabulary());
    this.relaxation = relaxation;
    this.correction = correction;
    this.noise = context.noise();
    this.scratch = new float[context.vocabulary()];
    this.drafts = new Proposal[context.layout().positions()];
  }

  /** Numbers draws such that the shared one is never taken for something else. */
  static FreshDraws freshDraws(Coupling coupling, int positions) {
    return new FreshDraws(positions, coupling == Coupling.GUMBEL ? SHARED_DRAW + 1 : SHARED_DRAW);
  }

  @Override
  public int guess(int position) {
    Weights law = correction.map(each -> each.guess(position)).orElse(null);
    if (law != null && law.count() > 0) {
      law.normalise();
      int token = law.draw(noise.stream(position, number(position)));
      return remember(position, token, law);
    }
    Proposal draft = draftAt(position);
    source.propose(position, draft);
    return draft.token();
  }

  @Override
  public int settle(int position, Distribution p, int kept) {
    correction.ifPresent(each -> each.learn(position, p));
    int token = acceptOrResidual(position, p, relaxation.at(kept));
    if (drafts[position] != null) {
      spare.push(drafts[position]);
      drafts[position] = null;
    }
    return token;
  }

  @Override
  public int judge(int position, Distribution p) {
    correction.ifPresent(each -> each.learn(position, p));
    return remember(position, acceptOrResidual(position, p, EXACT), p);
  }

  @Override
  public int refine(int position, Distribution p) {
    Weights law = correction.map(each -> each.correct(position, p)).orElse(null);
    if (law != null && law.count() > 0) {
      law.normalise();
      return remember(position, redraw(position, law), law);
    }
    int token =
        coupling == Coupling.MAXIMAL ? acceptOrResidual(position, p, EXACT) : draw(position, p);
    return remember(position, token, p);
  }

  private int acceptOrResidual(int position, Distribution p, double w) {
    Proposal draft = drafts[position];
    return draft == null
        ? draw(position, p)
        : speculation.judge(draft, p, position, draws.take(position, Speculation.DRAWS), w);
  }

  private int redraw(int position, Weights law) {
    Proposal draft = drafts[position];
    if (coupling != Coupling.MAXIMAL || draft == null) {
      return law.draw(noise.stream(position, number(position)));
    }
    law.copyTo(scratch);
    return speculation.judge(draft, scratch, position, draws.take(position, Speculation.DRAWS));
  }

  private int draw(int position, Distribution p) {
    return p.draw(number(position));
  }

  private int number(int position) {
    return coupling == Coupling.GUMBEL ? SHARED_DRAW : draws.take(position, 1);
  }

  /** Stores the draft with the law it now has. */
  private int remember(int position, int token, Distribution p) {
    draftAt(position).setDrawn(token, p, scratch);
    return token;
  }

  private int remember(int position, int token, Weights law) {
    law.copyTo(scratch);
    draftAt(position).setDrawn(token, scratch);
    return token;
  }

  private Proposal draftAt(int position) {
    if (drafts[position] == null) {
      drafts[position] = spare.isEmpty() ? new Proposal() : spare.pop();
    }
    return drafts[position];
  }
}
