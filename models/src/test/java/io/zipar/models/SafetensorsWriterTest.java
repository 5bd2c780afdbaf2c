/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.HalfPrecision;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back, rounded to the nearest value of its type. */
class SafetensorsWriterTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    float[] large = new float[100_000];
    Random random = new Random(1);
    for (int i = 0; i < large.length; i++) {
      large[i] = (float) random.nextGaussian();
    }
    List<MemoryTensor> tensors =
        List.of(
            new MemoryTensor("b", Shape.of(100, 1000), large),
            new MemoryTensor("a", Shape.of(), new float[] {0.5f}),
            new MemoryTensor("none", Shape.of(0, 3), new float[0]));
    for (ElementType type :
        List.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.BFLOAT16)) {
      Path file = folder.resolve(type + ".safetensors");
      SafetensorsWriter.write(file, tensors, type);
      double step = type == ElementType.FLOAT32 ? 0 : type == ElementType.FLOAT16 ? 11 : 8;
      try (TensorStore store = Safetensors.open(CheckpointFile.open(file))) {
        assertEquals(List.of("a", "b", "none"), List.copyOf(store.names()));
        Tensor read = store.find("b").orElseThrow();
        assertEquals(type, read.type());
        assertEquals(Shape.of(100, 1000), read.shape());
        float[] values = new float[large.length];
        read.read(0, FloatBuffer.wrap(values));
        for (int i = 0; i < values.length; i++) {
          double tolerance = step == 0 ? 0 : Math.abs(large[i]) * Math.pow(2, -step) + 0x1p-25;
          assertEquals(large[i], values[i], tolerance);
        }
      }
    }
    try (var entries = Files.list(folder)) {
      assertEquals(3, entries.count(), "temporary files are left");
    }
  }

  @Test
  void theSameTensorsGiveTheSameBytes() throws IOException {
    List<MemoryTensor> tensors = List.of(new MemoryTensor("x", Shape.of(3), new float[] {1, 2, 3}));
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    SafetensorsWriter.write(one, tensors, ElementType.FLOAT16);
    SafetensorsWriter.write(two, tensors, ElementType.FLOAT16);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }

  @Test
  void aNameTwiceIsRefused() {
    MemoryTensor tensor = new MemoryTensor("x", Shape.of(1), new float[1]);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SafetensorsWriter.write(
                folder.resolve("f"), List.of(tensor, tensor), ElementType.FLOAT32));
    assertTrue(Files.notExists(folder.resolve("f")));
  }

  /** Every one of the 65536 values of a type survives. */
  @Test
  void sixteenBitMemoryTensorSurvive() {
    for (ElementType type : List.of(ElementType.FLOAT16, ElementType.BFLOAT16)) {
      for (int bits = 0; bits < 1 << 16; bits += 1) {
        float value = type == ElementType.BFLOAT16 ? Float.intBitsToFloat(bits << 16) : half(bits);
        if (!Float.isNaN(value)) {
          short written =
              type == ElementType.BFLOAT16
                  ? HalfPrecision.bfloat16(value)
                  : HalfPrecision.float16(value);
          assertEquals(bits, written & 0xffff);
        }
      }
    }
  }

  /** No 16-bit value lies nearer. */
  @Property
  void float16RoundsToTheNearest(@ForAll float value) {
    float rounded = half(HalfPrecision.float16(value) & 0xffff);
    if (Float.isNaN(value)) {
      assertTrue(Float.isNaN(rounded));
      return;
    }
    int bits = HalfPrecision.float16(value) & 0xffff;
    for (int neighbour : new int[] {bits - 1, bits + 1}) {
      float other = half(neighbour & 0xffff);
      if (Float.isFinite(other) && Float.isFinite(rounded)) {
        assertTrue(
            Math.abs((double) value - rounded) <= Math.abs((double) value - other),
            value + " became " + rounded + " though " + other + " is nearer");
      }
    }
  }

  private static float half(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double magnitude =
        exponent == 31
            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : exponent == 0
                ? fraction * 0x1p-24
                : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (float) ((bits & 0x8000) == 0 ? magnitude : -magnitude);
  }
}
