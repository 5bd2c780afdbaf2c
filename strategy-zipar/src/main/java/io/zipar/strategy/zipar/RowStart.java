/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

/**
 * Decides when a row starts: in the pass after the one in which the row above it has enough tokens.
 *
 * @param columns tokens in a row
 * @param window tokens that a row needs before the next one starts
 * @param firstRowAlone whether the first row is decoded to its end before the second starts
 */
record RowStart(int columns, int window, boolean firstRowAlone) {
  boolean mayStart(int row, int tokensAbove) {
    return tokensAbove >= (row == 1 && firstRowAlone ? columns : window);
  }
}
