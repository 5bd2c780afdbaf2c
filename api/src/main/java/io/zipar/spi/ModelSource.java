/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * Something a {@link ModelBackend} can open, for example a checkpoint. The interface is open on
 * purpose: who brings a new kind of source brings a backend that knows it, and a backend refuses a
 * source it does not know.
 */
@ApiStatus.Experimental(since = "0.1")
public interface ModelSource {
  /**
   * Describes the source for logs and errors.
   *
   * @return a few words, for example a path
   */
  String describe();
}
