/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.InvalidInputException;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.spi.support.OneLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A checkpoint in several files, with an index that names the file of every tensor. A tensor that a
 * file holds and the index does not list counts too, so that it is not lost silently.
 */
final class ShardedStore implements TensorStore {
  /** How the name of an index ends, by the format of the shards. */
  private static final List<String> INDICES = List.of(".safetensors.index.json", ".bin.index.json");

  private static final int MAX_SHARDS = 1000;

  private final Path index;
  private final SortedMap<String, TensorStore> shards = new TreeMap<>();
  private final SortedMap<String, String> shardOfTensor = new TreeMap<>();

  private ShardedStore(Path index) {
    this.index = index;
  }

  static boolean isIndex(String name) {
    return INDICES.stream().anyMatch(name::endsWith);
  }

  static TensorStore open(Path index) {
    if (!Files.exists(index)) {
      throw new InvalidInputException(index + ": no such file");
    }
    Map<String, String> listed =
        ModelConfig.read(index)
            .texts("weight_map")
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        index + ": has no weight_map, which names the file of every tensor"));
    ShardedStore store = new ShardedStore(index);
    boolean opened = false;
    try {
      SortedSet<String> files = new TreeSet<>(listed.values());
      if (files.size() > MAX_SHARDS) {
        throw store.invalid(
            "names " + files.size() + " files, at most " + MAX_SHARDS + " are read");
      }
      files.forEach(store::openShard);
      listed.forEach(store::require);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  private void openShard(String file) {
    // The index is untrusted: it must not reach for files elsewhere.
    if (!file.matches("[\\w.-]+") || file.startsWith(".")) {
      throw invalid("names the file '" + file + "', which is no plain file name");
    }
    Path path = index.resolveSibling(file);
    if (!Files.isRegularFile(path)) {
      throw invalid("names the file " + file + ", which is not beside it");
    }
    TensorStore shard = CheckpointFormats.openFile(path, List.of());
    shards.put(file, shard);
    for (String name : shard.names()) {
      String other = shardOfTensor.put(name, file);
      if (other != null) {
        throw invalid("tensor " + name + " stands in two files, " + other + " and " + file);
      }
    }
  }

  private void require(String name, String file) {
    String found = shardOfTensor.get(name);
    if (!file.equals(found)) {
      throw invalid(
          "tensor "
              + name
              + " is listed in "
              + file
              + ", which does not hold it"
              + (found == null ? "" : "; " + found + " does"));
    }
  }

  private InvalidInputException invalid(String problem) {
    return new InvalidInputException(index + ": " + OneLine.of(problem));
  }

  @Override
  public String describe() {
    return index.toString();
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(shardOfTensor.keySet()));
  }

  @Override
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(shardOfTensor.get(name))
        .flatMap(file -> shards.get(file).find(name));
  }

  @Override
  public List<Path> files() {
    return Stream.concat(
            Stream.of(index), shards.values().stream().flatMap(shard -> shard.files().stream()))
        .toList();
  }

  @Override
  public void close() {
    shards.values().forEach(TensorStore::close);
  }
}
