/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.sampling;

import java.util.Optional;

/** What the rows of logits of a pass are sums of: rows of a buffer on the device, by shares. */
public interface RowParts {
  /** Stands for a token where nothing was fed. */
  int NOTHING = -1;

  /**
   * Counts the parts of a row.
   *
   * @param row of the pass
   * @return at least 1
   */
  int parts(int row);

  /**
   * Where a part of a row is.
   *
   * @param row of the pass
   * @param part from 0 to {@link #parts} - 1
   * @return a row of the buffer
   */
  int bufferRow(int row, int part);

  /**
   * The shares of the parts.
   *
   * @param count of parts, two or more
   * @return one for each; empty where they are not known before the rows
   */
  Optional<float[]> shares(int count);

  /**
   * The token that the pass was fed at a row's target.
   *
   * @param row of the pass
   * @param target position of a cell
   * @return the token, or {@link #NOTHING}
   */
  int fedAt(int row, int target);
}
