/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.tokenizer;

import ai.djl.ndarray.NDManager;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.Torch;
import io.zipar.training.network.TrainedTensors;
import java.nio.file.Path;

/**
 * The shipped tokenizer as an earlier training wrote it. Used by one thread; closed by whoever
 * opened it.
 */
public final class StoredTokenizer implements AutoCloseable {
  private final NDManager manager;
  private final TrainedTokenizer tokenizer;

  /**
   * Reads a tokenizer of the sizes that ship.
   *
   * @param folder holds {@code vq.safetensors}
   * @throws io.zipar.InvalidInputException if that cannot be read
   */
  public StoredTokenizer(Path folder) {
    this.manager = Torch.newManager();
    TokenizerSizes sizes = TokenizerSizes.shipped();
    Parameters parameters = new Parameters(manager, 0);
    TrainedTensors.read(folder.resolve("vq.safetensors"), parameters);
    this.tokenizer =
        new TrainedTokenizer(manager, new TokenizerNetwork(parameters, sizes), parameters, sizes);
  }

  /**
   * The tokenizer.
   *
   * @return usable until this is closed
   */
  public TrainedTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public void close() {
    manager.close();
  }
}
