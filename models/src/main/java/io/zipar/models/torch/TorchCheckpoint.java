/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.tensor.TensorStore;
import io.zipar.spi.support.OneLine;
import java.util.List;
import java.util.Optional;

/**
 * Reads archives written by {@code torch.save}: a ZIP file with a pickle that describes the tensors
 * and one uncompressed member per storage. Nothing that the pickle names is executed.
 */
public final class TorchCheckpoint {
  private static final long MAX_PICKLE = 256 << 20;
  private static final String PICKLE = "/data.pkl";
  private static final int NAME_SHOWN = 80;

  private final CheckpointFile file;
  private final ZipDirectory directory;
  private final String folder;

  private TorchCheckpoint(CheckpointFile file, ZipDirectory directory, String folder) {
    this.file = file;
    this.directory = directory;
    this.folder = folder;
  }

  /**
   * Opens the tensors of an archive.
   *
   * @param file the open file, owned by the store if this returns
   * @param groups keys under which to look for the tensors; the first that holds any counts, and
   *     where none does the top level
   * @return the store
   * @throws InvalidInputException if the archive is broken or holds no tensors
   */
  public static TensorStore open(CheckpointFile file, List<String> groups) {
    ZipDirectory directory = ZipDirectory.read(file);
    List<String> pickles =
        directory.names().stream()
            .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
            .toList();
    if (pickles.size() != 1) {
      throw file.invalid(otherArchive(directory, pickles.size()));
    }
    String pickle = pickles.get(0);
    String folder = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
    return new TorchCheckpoint(file, directory, folder).open(groups);
  }

  private static String otherArchive(ZipDirectory directory, int pickles) {
    if (directory.names().stream().anyMatch(name -> name.endsWith(".npy"))) {
      return "is a NumPy archive (.npz), not one of torch.save";
    }
    return "is a ZIP archive but not one of torch.save, it holds "
        + pickles
        + " members <folder>/data.pkl, expected one"
        + directory.names().stream()
            .findFirst()
            .map(name -> "; its first member is " + OneLine.of(name, NAME_SHOWN))
            .orElse("");
  }

  private TensorStore open(List<String> groups) {
    checkByteOrder();
    if (directory.names().contains(folder + "constants.pkl")) {
      throw file.invalid(
          "is a program (torch.jit.save), expected tensors: save its state_dict() with torch.save");
    }
    ByteRange range = directory.find(folder + PICKLE.substring(1)).orElseThrow();
    if (range.length() > MAX_PICKLE) {
      throw file.invalid(
          "its pickle has " + range.length() + " bytes, read are at most " + MAX_PICKLE);
    }
    byte[] pickle = file.bytes(range.offset(), (int) range.length());
    try {
      Object root = PickleMachine.read(new PickleInput(pickle, 0), new StorageReferences());
      return ViewResolver.store(
          file, new Members(directory, folder + "data/"), new PickledCheckpoint(root), groups);
    } catch (InvalidInputException e) {
      throw e.getMessage().startsWith(file.path() + ": ") ? e : file.invalid(e.getMessage(), e);
    }
  }

  private record Members(ZipDirectory directory, String folder) implements StoragePlaces {
    @Override
    public Optional<ByteRange> find(String key) {
      return directory.find(folder + key);
    }

    @Override
    public String name(String key) {
      return "archive member " + folder + key;
    }
  }

  /** Newer versions of torch say which byte order the storages have. */
  private void checkByteOrder() {
    directory
        .find(folder + "byteorder")
        .filter(range -> range.length() == "big".length())
        .ifPresent(
            range -> {
              throw file.invalid("was written on a big-endian machine; save it on another one");
            });
  }
}
