/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.tensor.TensorStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the format of {@code torch.save} of before version 1.6: pickles of a number, a version,
 * facts about the machine and the checkpoint, then the keys of all storages, then the storages in
 * that order, each with its length before it.
 */
public final class LegacyTorchCheckpoint {
  /** The pickles stand first; all of them together are far smaller than this. */
  private static final long MAX_PICKLES = 64 << 20;

  private static final byte[] MAGIC = {
    0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
  };

  private static final byte[] MAGIC_IN_TEXT =
      "L119547037146038801333356L\n".getBytes(StandardCharsets.US_ASCII);

  private static final int MAGIC_AT = 4;
  private static final long VERSION = 1001;

  private LegacyTorchCheckpoint() {}

  /**
   * Opens the tensors of a file.
   *
   * @param file the open file, owned by the store if this returns
   * @param groups keys under which to look for the tensors
   * @return the store
   * @throws InvalidInputException if it is another pickle, or broken
   */
  public static TensorStore open(CheckpointFile file, List<String> groups) {
    byte[] bytes = file.bytes(0, (int) Math.min(MAX_PICKLES, file.size()));
    if (!begins(bytes, MAGIC_AT, MAGIC) && !begins(bytes, 0, MAGIC_IN_TEXT)) {
      throw file.invalid(
          "is a plain pickle, not written by torch.save; load it in Python and save its tensors"
              + " with torch.save or as safetensors");
    }
    try {
      return open(file, new PickleInput(bytes, 0), groups);
    } catch (InvalidInputException e) {
      throw e.getMessage().startsWith(file.path() + ": ") ? e : file.invalid(e.getMessage(), e);
    }
  }

  private static boolean begins(byte[] bytes, int at, byte[] wanted) {
    return bytes.length >= at + wanted.length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static TensorStore open(CheckpointFile file, PickleInput input, List<String> groups) {
    PickleMachine.read(input, new StorageReferences());
    Object version = PickleMachine.read(input, new StorageReferences());
    if (!Long.valueOf(VERSION).equals(version)) {
      throw file.invalid(
          "is in a version of torch's old format that is not known, expected " + VERSION);
    }
    Object machine = PickleMachine.read(input, new StorageReferences());
    if (machine instanceof Map<?, ?> facts && Boolean.FALSE.equals(facts.get("little_endian"))) {
      throw file.invalid("was written on a big-endian machine; save it on another one");
    }
    StorageReferences references = new StorageReferences();
    PickledCheckpoint checkpoint = new PickledCheckpoint(PickleMachine.read(input, references));
    Object keys = PickleMachine.read(input, new StorageReferences());
    if (!(keys instanceof List<?> list)) {
      throw file.invalid("has no list of its storages");
    }
    Map<String, ByteRange> places = places(file, list, references, input.position());
    return ViewResolver.store(file, new Places(places), checkpoint, groups);
  }

  private static Map<String, ByteRange> places(
      CheckpointFile file, List<?> keys, StorageReferences references, long start) {
    Map<String, ByteRange> places = new HashMap<>();
    long at = start;
    for (Object key : keys) {
      Storage storage = references.storages().get(key);
      if (storage == null) {
        throw file.invalid("lists a storage that no tensor has");
      }
      if (at > file.size() - Long.BYTES) {
        throw file.invalid("ends before its storage " + key + "; is it truncated?");
      }
      PickleInput length = new PickleInput(file.bytes(at, Long.BYTES), 0);
      long elements = length.unsigned(Long.BYTES);
      long available = file.size() - at - Long.BYTES;
      if (elements < 0 || elements > available / storage.type().bytes()) {
        throw file.invalid("ends within its storage " + key + "; is it truncated?");
      }
      ByteRange range = new ByteRange(at + Long.BYTES, elements * storage.type().bytes());
      places.put((String) key, range);
      at = range.offset() + range.length();
    }
    return places;
  }

  private record Places(Map<String, ByteRange> ranges) implements StoragePlaces {
    @Override
    public Optional<ByteRange> find(String key) {
      return Optional.ofNullable(ranges.get(key));
    }

    @Override
    public String name(String key) {
      return "storage " + key;
    }
  }
}
