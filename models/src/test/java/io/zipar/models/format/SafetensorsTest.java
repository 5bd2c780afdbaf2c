/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.SafetensorsBytes;
import io.zipar.models.testing.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void readsEveryTypeAndAnyPartOfATensor() {
    String header =
        """
        {"__metadata__":{"format":"pt"},
         "h":{"dtype":"F16","shape":[2],"data_offsets":[8,12]},
         "f":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},
         "s":{"dtype":"BF16","shape":[],"data_offsets":[12,14]},
         "e":{"dtype":"F32","shape":[0,7],"data_offsets":[14,14]}}
        """;
    byte[] data =
        ByteBuffer.allocate(14)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1.5f)
            .putFloat(-2f)
            .putShort((short) 0x3c00)
            .putShort((short) 0x0001)
            .putShort((short) 0x4049)
            .array();
    try (TensorStore store = open(SafetensorsBytes.of(header, data))) {
      assertEquals(List.of("e", "f", "h", "s"), List.copyOf(store.names()));
      assertArrayEquals(new float[] {1.5f, -2f}, values(store, "f"));
      assertArrayEquals(new float[] {1f, 0x1p-24f}, values(store, "h"));
      assertArrayEquals(new float[] {3.140625f}, values(store, "s"));
      assertArrayEquals(new float[0], values(store, "e"));
      Tensor f = store.find("f").orElseThrow();
      assertEquals(Shape.of(1, 2), f.shape());
      assertEquals(ElementType.FLOAT32, f.type());
      FloatBuffer one = FloatBuffer.allocate(1);
      f.read(1, one);
      assertEquals(-2f, one.get(0));
      assertThrows(IndexOutOfBoundsException.class, () -> f.read(2, FloatBuffer.allocate(1)));
      assertThrows(IndexOutOfBoundsException.class, () -> f.read(-1, FloatBuffer.allocate(1)));
      assertTrue(store.find("g").isEmpty());
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    TensorStore store =
        open(
            SafetensorsBytes.of(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0));
    Tensor tensor = store.find("a").orElseThrow();
    store.close();
    store.close();
    assertThrows(IllegalStateException.class, () -> tensor.read(0, FloatBuffer.allocate(1)));
  }

  @Test
  void aTypeThatNoWeightHasIsRefusedWhenItIsAskedFor() {
    byte[] file =
        SafetensorsBytes.of(
            "{\"mask\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", (byte) 1);
    try (TensorStore store = open(file)) {
      assertEquals(List.of("mask"), List.copyOf(store.names()));
      assertEquals(
          store.describe()
              + ": tensor mask has elements of type U8; readable are float32, float16, bfloat16,"
              + " float64 and int64",
          assertThrows(InvalidInputException.class, () -> store.find("mask")).getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1]      | the header must be a JSON object, it is a list
          {"a":1}  | tensor a: its entry must be an object
          {"a":    | the header is not valid JSON at line 1, column 6
          {} {}    | the header is not valid JSON at line 1, column 5
          {"a":{"dtype":"F32","shape":[1]}} | tensor a: lacks data_offsets
          {"a":{"shape":[1],"data_offsets":[0,4]}} | tensor a: lacks dtype
          {"a":{"dtype":"F32","data_offsets":[0,4]}} | tensor a: lacks shape
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}} | tensor a: data_offsets must hold a begin and an end
          {"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}} | tensor a: has dtype twice
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}} | tensor a: has an unknown key x
          {"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}} | tensor a: unknown dtype F33
          {"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}} | tensor a: dtype must be a text, it is a number
          {"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}} | tensor a: shape must be a list, it is a number
          {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}} | tensor a: shape holds 1.5, which is no whole number in range
          {"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}} | tensor a: shape must hold at most 16 whole numbers
          {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}} | tensor a: dimension -1 is negative
          {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}} | tensor a: shape [4294967296, 4294967296] has too many elements
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}} | tensor a: shape holds 99999999999999999999, which is no whole number in range
          {"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}} | tensor a: shape holds 4611686018427387905, which is no whole number in range
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}} | tensor a: data_offsets -4 ... 0 are not a range
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}} | tensor a: data_offsets 4 ... 0 are not a range
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | tensor a: data_offsets 0 ... 8 reach beyond the 4 bytes of data; is the file truncated?
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}} | tensor a: 4 bytes do not hold F32 [2]
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | the header names a twice
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}} | tensors a and b overlap
          {"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}} | 2 bytes before tensor a belong to no tensor
          {"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}} | 2 bytes at the end belong to no tensor
          {} | 4 bytes at the end belong to no tensor
          """)
  void refusesABrokenHeader(String header, String message) {
    byte[] file = SafetensorsBytes.of(header, new byte[4]);
    assertEquals(folder.resolve("m.safetensors") + ": " + message, refusal(file));
  }

  @Test
  void refusesWhatIsNoFileOfTheFormat() {
    Path file = folder.resolve("m.safetensors");
    assertEquals(
        file + ": is too short for a safetensors file: 3 bytes, at least 8 are needed",
        refusal(new byte[] {1, 2, 3}));
    assertEquals(
        file + ": header length 256 reaches beyond the file of 10 bytes",
        refusal(new byte[] {0, 1, 0, 0, 0, 0, 0, 0, 0, 0}));
    byte[] absurd = new byte[16];
    absurd[7] = (byte) 0x80;
    assertEquals(
        file
            + ": header length 9223372036854775808 exceeds the 100000000 bytes that the format"
            + " allows; is this a safetensors file?",
        refusal(absurd));
    assertTrue(refusal(SafetensorsBytes.of("")).startsWith(file + ": "));
    byte[] latin = SafetensorsBytes.of("{\"_\":1}");
    latin[10] = (byte) 0xe4;
    assertEquals(file + ": the header is not UTF-8 text", refusal(latin));
    String name = "a\\n\\u001b\\u2028" + "x".repeat(3000);
    assertEquals(
        file + ": tensor a???" + "x".repeat(1989) + "...",
        refusal(SafetensorsBytes.of("{\"" + name + "\":1}")));
    String deep = "{\"__metadata__\":" + "[".repeat(100_000);
    assertTrue(
        refusal(SafetensorsBytes.of(deep)).startsWith(file + ": the header is not valid JSON"));
  }

  @Test
  void aTensorBeyondTheRangeOfIntIsReadWhereItIs() throws IOException {
    long elements = 700_000_000;
    String header =
        "{\"big\":{\"dtype\":\"F32\",\"shape\":["
            + elements
            + "],\"data_offsets\":[0,"
            + 4 * elements
            + "]}}";
    byte[] start = SafetensorsBytes.of(header);
    Path file = Files.write(folder.resolve("big.safetensors"), start);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer last = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 42f);
      channel.write(last, start.length + 4 * (elements - 1));
    }
    try (TensorStore store = Safetensors.open(CheckpointFile.open(file))) {
      float[] two = new float[2];
      store.find("big").orElseThrow().read(elements - 2, FloatBuffer.wrap(two));
      assertArrayEquals(new float[] {0f, 42f}, two);
    }
  }

  @Test
  void severalThreadsReadAtOnce() {
    Path path = Fixtures.path("llamagen/c2i-tiny/model.safetensors");
    Map<String, float[]> expected = Tensors.readAll(path);
    try (TensorStore store = Safetensors.open(CheckpointFile.open(path))) {
      IntStream.range(0, 8)
          .parallel()
          .forEach(
              i ->
                  Tensors.readAll(store)
                      .forEach((name, values) -> assertArrayEquals(expected.get(name), values)));
    }
  }

  @Test
  void aFileThatShrinksWhileItIsOpenIsReported() throws IOException {
    byte[] bytes =
        SafetensorsBytes.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[4]);
    try (TensorStore store = open(bytes)) {
      Tensor tensor = store.find("a").orElseThrow();
      SafetensorsBytes.write(folder.resolve("m.safetensors"), new byte[8]);
      assertThrows(InvalidInputException.class, () -> tensor.read(0, FloatBuffer.allocate(1)));
    }
  }

  private String refusal(byte[] file) {
    return assertThrows(InvalidInputException.class, () -> open(file)).getMessage();
  }

  private TensorStore open(byte[] bytes) {
    Path path = SafetensorsBytes.write(folder.resolve("m.safetensors"), bytes);
    CheckpointFile file = CheckpointFile.open(path);
    try {
      return Safetensors.open(file);
    } catch (InvalidInputException e) {
      file.close();
      throw e;
    }
  }

  private static float[] values(TensorStore store, String name) {
    return Tensors.values(store.find(name).orElseThrow());
  }
}
