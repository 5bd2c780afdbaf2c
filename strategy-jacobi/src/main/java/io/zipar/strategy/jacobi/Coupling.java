/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

/**
 * How the next draft of a position hangs together with the one before, where a token before the
 * position has changed (arXiv 2510.24211, section 4). Each gives the draft the law p of the new
 * row.
 */
enum Coupling {
  /** Not at all: a draw with new noise. */
  NONE,
  /** Both are draws with the same noise, that of the position. */
  GUMBEL,
  /** The draft stays with probability min(1, p / q), else the residual is drawn. */
  MAXIMAL
}
