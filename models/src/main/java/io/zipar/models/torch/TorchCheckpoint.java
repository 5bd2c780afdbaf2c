/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.FileTensorStore;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads archives written by {@code torch.save}: a ZIP file with a pickle that describes the tensors
 * and one uncompressed member per storage. Nothing that the pickle names is executed.
 */
public final class TorchCheckpoint {
  private static final long MAX_PICKLE = 16 << 20;
  private static final String PICKLE = "/data.pkl";
  private static final int KEYS_SHOWN = 5;

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
   * @throws InvalidInputException if the archive is broken or names a forbidden class
   */
  public static TensorStore open(CheckpointFile file, List<String> groups) {
    ZipDirectory directory = ZipDirectory.read(file);
    List<String> pickles =
        directory.names().stream()
            .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
            .toList();
    if (pickles.size() != 1) {
      throw file.invalid(
          "is no archive of torch.save, it holds "
              + pickles.size()
              + " members <folder>/data.pkl, expected one");
    }
    String pickle = pickles.get(0);
    String folder = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
    return new TorchCheckpoint(file, directory, folder).open(groups);
  }

  private TensorStore open(List<String> groups) {
    checkByteOrder();
    Map<String, TensorView> views = group(unpickle(), groups);
    Map<String, Tensor> tensors = new HashMap<>();
    Map<String, String> unreadable = new HashMap<>();
    ViewResolver resolver = new ViewResolver(file, directory, folder + "data/");
    views.forEach(
        (name, view) -> {
          StorageType type = view.storage().type();
          if (type.readable().isPresent()) {
            tensors.put(name, resolver.resolve(name, view, type.readable().get()));
          } else {
            unreadable.put(name, type.className());
          }
        });
    return new FileTensorStore(file, tensors, unreadable);
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

  private Object unpickle() {
    ZipDirectory.Range range = directory.find(folder + PICKLE.substring(1)).orElseThrow();
    if (range.length() > MAX_PICKLE) {
      throw file.invalid(
          "its pickle has " + range.length() + " bytes, a state dict takes at most " + MAX_PICKLE);
    }
    byte[] pickle = file.bytes(range.offset(), (int) range.length());
    try {
      return new StateDictUnpickler().loads(pickle);
    } catch (InvalidInputException e) {
      throw file.invalid(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      // The library answers broken input with whatever exception it runs into.
      throw file.invalid("its pickle is broken", e);
    }
  }

  private Map<String, TensorView> group(Object root, List<String> groups) {
    if (!(root instanceof Map<?, ?> top)) {
      throw file.invalid("its pickle holds no dictionary of tensors");
    }
    for (String key : groups) {
      if (top.get(key) instanceof Map<?, ?> map) {
        Map<String, TensorView> tensors = tensors(map);
        if (!tensors.isEmpty()) {
          return tensors;
        }
      }
    }
    Map<String, TensorView> tensors = tensors(top);
    if (tensors.isEmpty()) {
      List<String> keys = new ArrayList<>();
      top.keySet().stream()
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .sorted()
          .limit(KEYS_SHOWN)
          .forEach(keys::add);
      throw file.invalid(
          "holds no tensors under "
              + groups.stream().collect(Collectors.joining(", "))
              + " or at the top; its keys are "
              + keys);
    }
    return tensors;
  }

  private static Map<String, TensorView> tensors(Map<?, ?> map) {
    Map<String, TensorView> tensors = new HashMap<>();
    map.forEach(
        (key, value) -> {
          if (key instanceof String name && value instanceof TensorView view) {
            tensors.put(name, view);
          }
        });
    return tensors;
  }
}
