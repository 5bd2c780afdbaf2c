/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.format.NpyHeader;
import io.zipar.models.tensor.HalfPrecision;
import io.zipar.spi.support.OneLine;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An array of numbers in NumPy's format {@code .npy}, versions 1 to 3: a header that is a Python
 * dictionary, then the values. Immutable but for the values, which are not copied and nobody writes
 * to.
 *
 * @param shape its sides, none for a single number
 * @param values in C order: the last side runs fastest
 */
@ApiStatus.Experimental(since = "0.1")
public record NumpyArray(List<Integer> shape, double[] values) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 1 << 16;
  private static final int ALIGNMENT = 64;
  private static final long MAX_SIDE = Integer.MAX_VALUE;
  private static final int QUOTED = 80;
  private static final int TOGETHER = 1 << 13;

  /** More are only taken memory for when so many were there. */
  private static final int FIRST_VALUES = 1 << 20;

  /** Sizes of the types that are read. */
  private static final Map<String, Integer> BYTES = Map.of("<f2", 2, "<f4", 4, "<f8", 8);

  /** Copies the sides. */
  public NumpyArray {
    shape = List.copyOf(shape);
  }

  /**
   * Tells whether the array has certain sides.
   *
   * @param wanted the sides
   * @return whether they are those of the array
   */
  public boolean isShape(Integer... wanted) {
    return shape.equals(List.of(wanted));
  }

  /**
   * Reads an array, which is all that the stream holds.
   *
   * @param stream of a file; the caller closes it
   * @param most values that are read; an array of more is refused before its values are read
   * @return the array
   * @throws IOException if the stream fails, breaks a rule of the format, or holds other than
   *     float16, float32 or float64 values, in C order if it has more than two sides; the message
   *     says what, and not where
   */
  public static NumpyArray read(InputStream stream, int most) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("is no .npy file, which begins with \\x93NUMPY");
    }
    byte[] version = in.readNBytes(2);
    int lengthBytes = version.length == 2 && version[0] == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer lengths = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    lengths.put(in.readNBytes(lengthBytes)).rewind();
    int length = lengths.getInt();
    if (length < 0 || length > MAX_HEADER) {
      throw new IOException("the header of " + length + " bytes reaches beyond the file");
    }
    String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1).strip();
    NpyHeader header =
        NpyHeader.parse(text)
            .orElseThrow(
                () ->
                    new IOException(
                        "the header is not that of an array: " + OneLine.of(text, QUOTED)));
    String type = header.type();
    boolean columnsFirst = header.columnsFirst();
    if (!BYTES.containsKey(type) || columnsFirst && header.shape().size() > 2) {
      throw new IOException(
          "holds "
              + type
              + (columnsFirst ? " in Fortran order" : "")
              + ", expected float16, float32 or float64 in C order");
    }
    if (header.elements() > most || header.shape().stream().anyMatch(side -> side > MAX_SIDE)) {
      throw new IOException(
          "an array of " + header.shape() + " holds more than " + most + " values");
    }
    List<Integer> shape = header.shape().stream().map(Long::intValue).toList();
    double[] values = values(in, type, shape, (int) header.elements());
    return new NumpyArray(
        shape,
        columnsFirst && shape.size() == 2
            ? transposed(values, shape.get(0), shape.get(1))
            : values);
  }

  private static double[] transposed(double[] columns, int rows, int width) {
    double[] values = new double[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i % width * rows + i / width];
    }
    return values;
  }

  private static double[] values(DataInputStream in, String type, List<Integer> shape, int elements)
      throws IOException {
    int size = BYTES.get(type);
    double[] values = new double[Math.min(elements, FIRST_VALUES)];
    byte[] bytes = new byte[Math.min(elements, TOGETHER) * size];
    long read = 0;
    for (int first = 0; first < elements; first += TOGETHER) {
      int count = Math.min(TOGETHER, elements - first);
      int found = in.readNBytes(bytes, 0, count * size);
      read += found;
      if (found < count * size) {
        throw new IOException(read + " bytes do not hold " + type + " " + shape);
      }
      if (first + count > values.length) {
        values = Arrays.copyOf(values, (int) Math.min(elements, 2L * values.length));
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = first; i < first + count; i++) {
        values[i] = next(buffer, type);
      }
    }
    if (in.read() >= 0) {
      throw new IOException("more than " + read + " bytes do not hold " + type + " " + shape);
    }
    return values;
  }

  private static double next(ByteBuffer buffer, String type) {
    return switch (type) {
      case "<f2" -> HalfPrecision.widened(buffer.getShort());
      case "<f4" -> buffer.getFloat();
      default -> buffer.getDouble();
    };
  }

  /**
   * The array as a file of version 1, float64.
   *
   * @return the bytes of the file
   */
  public byte[] bytes() {
    String sides = shape.stream().map(side -> side + ",").collect(Collectors.joining(" "));
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + sides + "), }";
    int start = MAGIC.length + 4;
    int whole = (start + header.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    String padded = header + " ".repeat(whole - start - header.length() - 1) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(whole + values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
    bytes.put(padded.getBytes(StandardCharsets.ISO_8859_1));
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }
}
