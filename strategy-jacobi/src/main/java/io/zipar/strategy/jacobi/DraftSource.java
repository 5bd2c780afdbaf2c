/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.Noise;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.support.Proposal;

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
    SequenceLayout layout = canvas.layout();
    int columns = layout.grid().columns();
    int cell = layout.cellIndex(position);
    int left = cell % columns == 0 ? -1 : position - 1;
    int above = cell < columns ? -1 : layout.position(layout.grid().cell(cell - columns));
    switch (initialisation) {
      case LEFT -> copy(left, above, position, proposal);
      case ABOVE -> copy(above, left, position, proposal);
      default -> random(position, proposal);
    }
  }

  private void copy(int first, int second, int position, Proposal proposal) {
    if (first >= 0 && canvas.hasToken(first)) {
      proposal.setCertain(canvas.token(first));
    } else if (second >= 0 && canvas.hasToken(second)) {
      proposal.setCertain(canvas.token(second));
    } else {
      random(position, proposal);
    }
  }

  private void random(int position, Proposal proposal) {
    double uniform = noise.uniform(position, draws.take(position, 1), 0);
    proposal.setUniform((int) (uniform * vocabulary), vocabulary);
  }
}
