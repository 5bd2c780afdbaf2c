/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The state of one batch on a model: a KV cache for every lane. Where it keeps the keys and values
 * of a position is its own business. Opened by {@link TokenModel#open}, closed by whoever opened
 * it. A session serves one thread at a time; several sessions of one model may run at once in
 * several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface ModelSession extends AutoCloseable {
  /**
   * Runs one forward pass. Within it, layer by layer, keys and values of everything fed are written
   * before anything attends, so the order of what is fed has no influence. Feeding a position again
   * replaces what it held.
   *
   * @param pass what is fed and asked
   * @return the logits of targets and drafts
   * @throws IllegalStateException if the session is closed
   * @throws io.zipar.ZiparException if the model cannot run the pass
   */
  Logits forward(ForwardPass pass);

  /** Frees the KV cache. Closing twice has no effect. */
  @Override
  void close();
}
