/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.models.disk.WholeFile;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.HalfPrecision;
import io.zipar.models.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes checkpoints in the safetensors format, piece by piece, so that no tensor is held in
 * memory. The same tensors give the same bytes. Stateless, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class SafetensorsWriter {
  private static final int CHUNK = 1 << 16;
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file, which is whole or not there: a crash leaves what was there before.
   *
   * @param file the target, replaced if it exists
   * @param tensors the tensors in the order in which to store them, each name once
   * @param type float32, float16 or bfloat16; values are rounded to the nearest
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if the type is none of these or a name occurs twice
   */
  public static void write(Path file, List<? extends Tensor> tensors, ElementType type)
      throws IOException {
    byte[] header = header(tensors, type);
    WholeFile.removeLeft(file.toAbsolutePath().getParent());
    try (WholeFile whole = WholeFile.beside(file)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      whole.write(length.putLong(header.length).flip());
      whole.write(ByteBuffer.wrap(header));
      for (Tensor tensor : tensors) {
        writeTensor(whole, tensor, type);
      }
      whole.put();
    }
  }

  private static byte[] header(List<? extends Tensor> tensors, ElementType type) {
    JsonObject header = new JsonObject();
    long offset = 0;
    for (Tensor tensor : tensors) {
      long end = Math.addExact(offset, Math.multiplyExact(tensor.shape().elements(), type.bytes()));
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", dtype(type));
      JsonArray shape = new JsonArray();
      tensor.shape().dimensions().forEach(shape::add);
      entry.add("shape", shape);
      JsonArray offsets = new JsonArray();
      offsets.add(offset);
      offsets.add(end);
      entry.add("data_offsets", offsets);
      if (header.has(tensor.name())) {
        throw new IllegalArgumentException("tensor " + tensor.name() + " occurs twice");
      }
      header.add(tensor.name(), entry);
      offset = end;
    }
    String json = header.toString();
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static String dtype(ElementType type) {
    return switch (type) {
      case FLOAT32 -> "F32";
      case FLOAT16 -> "F16";
      case BFLOAT16 -> "BF16";
      default -> throw new IllegalArgumentException("cannot write " + type);
    };
  }

  private static void writeTensor(WholeFile file, Tensor tensor, ElementType type)
      throws IOException {
    float[] values = new float[CHUNK];
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    long elements = tensor.shape().elements();
    for (long first = 0; first < elements; first += CHUNK) {
      int count = (int) Math.min(CHUNK, elements - first);
      tensor.read(first, FloatBuffer.wrap(values, 0, count));
      bytes.clear();
      for (int i = 0; i < count; i++) {
        put(bytes, values[i], type);
      }
      file.write(bytes.flip());
    }
  }

  private static void put(ByteBuffer bytes, float value, ElementType type) {
    switch (type) {
      case FLOAT16 -> bytes.putShort(HalfPrecision.float16(value));
      case BFLOAT16 -> bytes.putShort(HalfPrecision.bfloat16(value));
      default -> bytes.putFloat(value);
    }
  }
}
