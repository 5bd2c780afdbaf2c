/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.List;
import java.util.Optional;

/**
 * The output of one forward pass: a row of logits for every target and every draft, lane by lane in
 * the order of the {@link ForwardPass}, within a lane first its targets in order, then its drafts.
 * Valid until the session's next pass or its end; used by one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public interface Logits {
  /**
   * Rows that lie in memory, which most models that are no network need and nothing more.
   *
   * @param rows one value per token of the vocabulary each, in the order that the class names; the
   *     arrays are not copied and must not change while these logits are valid
   * @return logits that several threads may read
   */
  static Logits of(List<float[]> rows) {
    return new RowsInMemory(rows);
  }

  /**
   * Counts the rows.
   *
   * @return {@link ForwardPass#rows} of the pass
   */
  int rows();

  /**
   * Samples where the logits are, so that draws and not rows are moved. A session that offers it
   * does what the generator would: it guides, divides by the temperature, filters and draws by the
   * same noise function, for all requests of the pass or for none. Called at most once a pass,
   * before any row is read; a session may wait for its pass here.
   *
   * @param requests which rows to make distributions of
   * @return one distribution for each request, valid as long as these logits; empty where the
   *     session does not offer it, which is the default
   */
  default Optional<List<Distribution>> distributions(List<RowRequest> requests) {
    return Optional.empty();
  }

  /**
   * Copies a row. Called when the row's distribution is first used, for a row that nobody uses
   * never.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @param target receives one value per token of the vocabulary, from index 0
   */
  void copyRow(int row, float[] target);
}
