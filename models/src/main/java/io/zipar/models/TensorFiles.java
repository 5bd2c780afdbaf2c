/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.List;

/** Opens files of tensors that belong to no model family. Stateless, safe for several threads. */
@ApiStatus.Experimental(since = "0.1")
public final class TensorFiles {
  private TensorFiles() {}

  /**
   * Opens the tensors of a file.
   *
   * @param file a {@code .safetensors} file or a {@code torch.save} archive
   * @return its tensors, to be closed by the caller
   * @throws io.zipar.InvalidInputException if there is no such file or its format is broken
   */
  public static TensorStore open(Path file) {
    return CheckpointFormats.open(file, List.of());
  }
}
