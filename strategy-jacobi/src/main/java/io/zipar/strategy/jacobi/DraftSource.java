/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.Noise;
import io.zipar.spi.support.Proposal;
import java.util.OptionalInt;

/**
 * Makes first drafts (arXiv 2410.01699, section 3.3). A copied neighbour is a draft whose q is one
 * for that token: to whoever knows the tokens before a position, it is no random choice.
 */
final class DraftSource {
  private final Initialisation initialisation;
  private final Canvas canvas;
  private final Noise noise;
  private final FreshDraws draws;
  private final int vocabulary;

  DraftSource(
      Initialisation initialisation, Canvas canvas, Noise noise, FreshDraws draws, int vocabulary) {
    this.initialisation = initialisation;
    this.canvas = canvas;
    this.noise = noise;
    this.draws = draws;
    this.vocabulary = vocabulary;
  }

  void propose(int position, Proposal proposal) {
    OptionalInt left = canvas.layout().left(position);
    OptionalInt above = canvas.layout().above(position);
    switch (initialisation) {
      case LEFT -> copy(left, above, position, proposal);
      case ABOVE -> copy(above, left, position, proposal);
      default -> random(position, proposal);
    }
  }

  private void copy(OptionalInt first, OptionalInt second, int position, Proposal proposal) {
    if (first.isPresent() && canvas.hasToken(first.getAsInt())) {
      proposal.setCertain(canvas.token(first.getAsInt()));
    } else if (second.isPresent() && canvas.hasToken(second.getAsInt())) {
      proposal.setCertain(canvas.token(second.getAsInt()));
    } else {
      random(position, proposal);
    }
  }

  private void random(int position, Proposal proposal) {
    double uniform = noise.uniform(position, draws.take(position, 1), 0);
    proposal.setUniform((int) (uniform * vocabulary), vocabulary);
  }
}
