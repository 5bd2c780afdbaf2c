/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.torch.LegacyTorchCheckpoint;
import io.zipar.models.torch.TorchCheckpoint;
import java.nio.file.Path;
import java.util.List;

/** Opens a checkpoint in whichever format it is. */
final class CheckpointFormats {
  private static final String WANTED = "a checkpoint (safetensors, or written by torch.save)";

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
    byte[] head = file.bytes(0, (int) Math.min(FileKind.HEAD, file.size()));
    FileKind kind = FileKind.of(head, file.size());
    return switch (kind) {
      case SAFETENSORS -> Safetensors.open(file);
      case ZIP -> TorchCheckpoint.open(file, groups);
      case PICKLE -> LegacyTorchCheckpoint.open(file, groups);
      case OTHER -> unknown(file);
      default -> throw file.invalid(kind.insteadOf(WANTED, head));
    };
  }

  /** A file that is called safetensors is explained as one. */
  private static TensorStore unknown(CheckpointFile file) {
    if (file.path().toString().endsWith(".safetensors")) {
      return Safetensors.open(file);
    }
    throw file.invalid("is neither a safetensors file nor written by torch.save");
  }
}
