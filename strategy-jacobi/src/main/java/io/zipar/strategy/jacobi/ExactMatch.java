/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.Distribution;
import io.zipar.spi.support.Proposal;

/**
 * Jacobi decoding (arXiv 2305.10427) under sampling: the token of a position is a function f of its
 * row, the draw with the noise of the position. Every pass applies f to all drafts at once, x_i :=
 * f(p(. | x_1 ... x_i-1)), and a draft is right if f reproduces it.
 *
 * <p>Why the tokens are those of next-token prediction: it commits f of the row given the committed
 * tokens. So do we, since a token is settled only by a row before which every slot holds the
 * committed token.
 */
final class ExactMatch implements DraftRule {
  private final DraftSource source;
  private final Proposal guessed = new Proposal();

  ExactMatch(DraftSource source) {
    this.source = source;
  }

  @Override
  public int guess(int position) {
    source.propose(position, guessed);
    return guessed.token();
  }

  @Override
  public int settle(int position, Distribution p, int kept) {
    return p.draw();
  }

  @Override
  public int judge(int position, Distribution p) {
    return p.draw();
  }

  @Override
  public int refine(int position, Distribution p) {
    return p.draw();
  }
}
