/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CaptionFeatures;
import io.zipar.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"'(3, 2)', 1", "'(1, 3, 2)', 1", "'(3, 2)', 2", "'(3L, 2L)', 1"})
  void anArrayOfNumpyIsRowsOfFeatures(String shape, int version) throws IOException {
    CaptionFeatures features = CaptionFile.read(npy(version, "<f4", "False", shape, 6));
    assertEquals(2, features.width());
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, features.values());
    assertArrayEquals(new boolean[] {true, true, true}, features.valid());
  }

  @Test
  void anArrayInFortranOrderIsTransposed() throws IOException {
    CaptionFeatures features = CaptionFile.read(npy(1, "<f4", "True", "(3, 2)", 6));
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, features.values());
  }

  @Test
  void aMaskSaysWhichRowsAreValid() throws IOException {
    Path file =
        safetensors(
            "{'a_mask':{'dtype':'F32','shape':[1,2],'data_offsets':[0,8]},"
                + "'e':{'dtype':'F32','shape':[1,2,3],'data_offsets':[8,32]}}",
            8);
    CaptionFeatures features = CaptionFile.read(file);
    assertEquals(3, features.width());
    assertArrayEquals(new float[] {2, 3, 4, 5, 6, 7}, features.values());
    assertArrayEquals(new boolean[] {false, true}, features.valid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "<f4 | False | (3, 3) | 24 bytes do not hold <f4 [3, 3]",
        "<i8 | False | (3,) | holds <i8, expected float16, float32 or float64 in C order",
        "<f4 | True | (1, 3, 2) | holds <f4 in Fortran order",
        "<f4 | False | (6,) | the array is [6], expected [rows, width]",
        "<f4 | False | (2, 3, 1) | the array is [2, 3, 1], expected [rows, width]",
        "<f4 | False | six | the header is not that of an array"
      })
  void anotherArrayIsRefused(String type, String order, String shape, String message)
      throws IOException {
    refuse(message, npy(1, type, order, shape, 6));
  }

  @Test
  void otherTensorsAreRefused() throws IOException {
    refuse(
        "holds 2 tensors besides masks",
        safetensors(
            "{'a':{'dtype':'F32','shape':[1,2],'data_offsets':[0,8]},"
                + "'b':{'dtype':'F32','shape':[1,2],'data_offsets':[8,16]}}",
            4));
    refuse(
        "tensor mask is [3], expected a number for each of the 1 rows",
        safetensors(
            "{'a':{'dtype':'F32','shape':[1,2],'data_offsets':[0,8]},"
                + "'mask':{'dtype':'F32','shape':[3],'data_offsets':[8,20]}}",
            5));
    for (String shape : new String[] {"[4294967295,0]", "[0,4]", "[0]", "[3,0]"}) {
      refuse(
          "tensor a is " + shape.replace(",", ", ") + ", expected [rows, width] of at least 1",
          safetensors("{'a':{'dtype':'F32','shape':" + shape + ",'data_offsets':[0,0]}}", 0));
    }
    refuse(
        "is a text that begins 'text, and more text', not a .npy file",
        Files.writeString(folder.resolve("x.npy"), "text, and more text"));
    refuse(
        "tensor ids holds whole numbers, expected the floating-point features of a caption",
        safetensors("{'ids':{'dtype':'I64','shape':[1,2],'data_offsets':[0,16]}}", 4));
    refuse(
        "holds two masks, a_mask and b_mask, expected one or none",
        safetensors(
            "{'a_mask':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                + "'b_mask':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
            2));
    refuse("read from .npy and .safetensors files", folder.resolve("x.txt"));
    refuse("no such file", folder.resolve("y.npy"));
  }

  private static void refuse(String message, Path file) {
    String refusal =
        assertThrows(InvalidInputException.class, () -> CaptionFile.read(file)).getMessage();
    assertTrue(refusal.startsWith(file + ": "), refusal);
    assertTrue(refusal.contains(message), refusal);
  }

  private Path npy(int version, String type, String order, String shape, int count)
      throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }    \n".formatted(type, order, shape);
    int preamble = version == 1 ? 10 : 12;
    ByteBuffer bytes =
        ByteBuffer.allocate(preamble + header.length() + 4 * count)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0x93)
            .put("NUMPY".getBytes(StandardCharsets.ISO_8859_1))
            .put((byte) version)
            .put((byte) 0);
    bytes.putShort((short) header.length());
    bytes.position(preamble);
    bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
    return Files.write(folder.resolve("x.npy"), numbers(bytes, count));
  }

  private Path safetensors(String header, int count) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + 4 * count)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    return Files.write(folder.resolve("x.safetensors"), numbers(bytes, count));
  }

  private static byte[] numbers(ByteBuffer bytes, int count) {
    for (int i = 0; i < count; i++) {
      bytes.putFloat(i);
    }
    return bytes.array();
  }
}
