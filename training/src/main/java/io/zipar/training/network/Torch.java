/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

import ai.djl.ndarray.NDManager;
import io.zipar.torch.TorchEngine;

/** Native memory of libtorch. */
public final class Torch {
  private Torch() {}

  /**
   * Starts libtorch, or finds it started.
   *
   * @return an owner of arrays, closed by the caller
   * @throws io.zipar.ZiparException if there is no libtorch for this machine
   */
  public static NDManager newManager() {
    TorchEngine.start();
    return NDManager.newBaseManager();
  }
}
