/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.tensor.TensorStore;
import java.util.List;

/** Reads archives written by {@code torch.save}. */
public final class TorchCheckpoint {
  private TorchCheckpoint() {}

  /**
   * Opens the tensors of an archive.
   *
   * @param file the open file, owned by the store if this returns
   * @param groups keys under which to look for the tensors, the first that is there counts
   * @return the store
   * @throws io.zipar.InvalidInputException if the archive is broken or names a forbidden class
   */
  public static TensorStore open(CheckpointFile file, List<String> groups) {
    throw file.invalid("torch.save archives are not read yet");
  }
}
