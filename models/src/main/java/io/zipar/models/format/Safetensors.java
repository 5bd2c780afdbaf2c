/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the safetensors format: 8 bytes of header length, a JSON header, then the tensors, which
 * must cover the rest of the file without gap or overlap.
 */
public final class Safetensors {
  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER = 100_000_000;

  /** Element types of the format: bits of each, and how to read those that can be read. */
  private static final Map<String, ElementType> READABLE =
      Map.of(
          "F32", ElementType.FLOAT32,
          "F16", ElementType.FLOAT16,
          "BF16", ElementType.BFLOAT16,
          "F64", ElementType.FLOAT64,
          "I64", ElementType.INT64);

  private static final Map<String, Integer> OTHER_BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F8_E8M0", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry("U64", 8),
          Map.entry("C64", 8));

  private Safetensors() {}

  /**
   * Opens the tensors of a file.
   *
   * @param file the open file, owned by the store if this returns
   * @return the store
   * @throws io.zipar.InvalidInputException if the file breaks a rule of the format
   */
  public static TensorStore open(CheckpointFile file) {
    FileKind.require(file, "a safetensors file", FileKind.SAFETENSORS);
    if (file.size() < LENGTH_BYTES) {
      throw file.invalid(
          "is too short for a safetensors file: " + file.size() + " bytes, at least 8 are needed");
    }
    long length =
        ByteBuffer.wrap(file.bytes(0, LENGTH_BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > MAX_HEADER) {
      throw file.invalid(
          "header length "
              + Long.toUnsignedString(length)
              + " exceeds the "
              + MAX_HEADER
              + " bytes that the format allows; is this a safetensors file?");
    }
    long dataStart = LENGTH_BYTES + length;
    if (dataStart > file.size()) {
      throw file.invalid(
          "header length " + length + " reaches beyond the file of " + file.size() + " bytes");
    }
    Map<String, SafetensorsHeader.Entry> entries =
        SafetensorsHeader.parse(file, file.bytes(LENGTH_BYTES, (int) length));
    entries.forEach((name, entry) -> checkEntry(file, name, entry, file.size() - dataStart));
    checkCover(file, entries, file.size() - dataStart);
    return store(file, entries, dataStart);
  }

  private static TensorStore store(
      CheckpointFile file, Map<String, SafetensorsHeader.Entry> entries, long dataStart) {
    Map<String, Tensor> tensors = new HashMap<>();
    Map<String, String> unreadable = new HashMap<>();
    entries.forEach(
        (name, entry) -> {
          ElementType type = READABLE.get(entry.dtype());
          if (type == null) {
            unreadable.put(name, entry.dtype());
          } else {
            long offset = dataStart + entry.begin();
            tensors.put(name, new FileTensor(file, name, entry.shape(), type, offset));
          }
        });
    return new FileTensorStore(file, tensors, unreadable);
  }

  private static void checkEntry(
      CheckpointFile file, String name, SafetensorsHeader.Entry entry, long dataLength) {
    ElementType readable = READABLE.get(entry.dtype());
    Integer bytes = readable != null ? Integer.valueOf(readable.bytes()) : null;
    if (bytes == null) {
      bytes = OTHER_BYTES.get(entry.dtype());
    }
    if (bytes == null) {
      throw file.invalid("tensor " + name + ": unknown dtype " + entry.dtype());
    }
    String range = entry.begin() + " ... " + entry.end();
    if (entry.begin() < 0 || entry.begin() > entry.end()) {
      throw file.invalid("tensor " + name + ": data_offsets " + range + " are not a range");
    }
    if (entry.end() > dataLength) {
      throw file.invalid(
          "tensor "
              + name
              + ": data_offsets "
              + range
              + " reach beyond the "
              + dataLength
              + " bytes of data; is the file truncated?");
    }
    long stored = entry.end() - entry.begin();
    long elements = entry.shape().elements();
    if (elements > Long.MAX_VALUE / bytes || elements * bytes != stored) {
      throw file.invalid(
          "tensor "
              + name
              + ": "
              + stored
              + " bytes do not hold "
              + entry.dtype()
              + " "
              + entry.shape());
    }
  }

  private static void checkCover(
      CheckpointFile file, Map<String, SafetensorsHeader.Entry> entries, long dataLength) {
    List<Map.Entry<String, SafetensorsHeader.Entry>> order =
        entries.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, SafetensorsHeader.Entry> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()))
            .toList();
    long covered = 0;
    String before = "";
    for (Map.Entry<String, SafetensorsHeader.Entry> next : order) {
      long begin = next.getValue().begin();
      if (begin < covered) {
        throw file.invalid("tensors " + before + " and " + next.getKey() + " overlap");
      }
      if (begin > covered) {
        throw file.invalid(
            begin - covered + " bytes before tensor " + next.getKey() + " belong to no tensor");
      }
      covered = next.getValue().end();
      before = next.getKey();
    }
    if (covered != dataLength) {
      throw file.invalid(dataLength - covered + " bytes at the end belong to no tensor");
    }
  }
}
