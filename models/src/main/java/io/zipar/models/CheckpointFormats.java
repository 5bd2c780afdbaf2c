/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.torch.TorchCheckpoint;
import java.nio.file.Path;
import java.util.List;

/** Opens a checkpoint in whichever format it is. */
final class CheckpointFormats {
  private static final int MAGIC_BYTES = 9;
  private static final byte PICKLE_PROTOCOL = (byte) 0x80;

  private CheckpointFormats() {}

  /** Opens the tensors; of an archive with several groups of them the first that is there. */
  static TensorStore open(Path path, List<String> groups) {
    return ShardedStore.isIndex(path.toString()) ? ShardedStore.open(path) : openFile(path, groups);
  }

  /** Opens the tensors of a file, whose name does not matter. */
  static TensorStore openFile(Path path, List<String> groups) {
    CheckpointFile file = CheckpointFile.open(path);
    boolean opened = false;
    try {
      TensorStore tensors = open(file, groups);
      opened = true;
      return tensors;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  private static TensorStore open(CheckpointFile file, List<String> groups) {
    byte[] magic = file.bytes(0, (int) Math.min(MAGIC_BYTES, file.size()));
    boolean whole = magic.length == MAGIC_BYTES;
    // A header length may look like the start of another format; the brace behind it decides.
    boolean header = whole && magic[MAGIC_BYTES - 1] == '{';
    if (header || file.path().toString().endsWith(".safetensors")) {
      return Safetensors.open(file);
    }
    if (whole && magic[0] == 'P' && magic[1] == 'K') {
      return TorchCheckpoint.open(file, groups);
    }
    if (whole && magic[0] == PICKLE_PROTOCOL) {
      throw file.invalid(
          "is in torch's format of before version 1.6; load it with a newer torch and save it again");
    }
    throw file.invalid("is neither a safetensors file nor an archive written by torch.save");
  }
}
