/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/** Which slots of the KV cache a query attends to, besides the prefix, which it always sees. */
@ApiStatus.Experimental(since = "0.1")
public enum Visibility {
  /** Slots up to the query's own position that hold the key and value of a token. */
  WRITTEN,
  /**
   * All slots up to the query's own position. A slot that nothing was written to holds zeros and
   * takes part in the softmax with a score of 0: the authors' code for ZipAR on LlamaGen behaves
   * this way, and its output is reproduced only this way.
   */
  ALL
}
