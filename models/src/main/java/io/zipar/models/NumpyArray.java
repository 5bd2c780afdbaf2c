/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.HalfPrecision;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{\\s*'descr'\\s*:\\s*'(\\S{1,8})'\\s*,\\s*'fortran_order'\\s*:\\s*(True|False)\\s*,"
              + "\\s*'shape'\\s*:\\s*\\(((?:\\s*\\d{1,9}\\s*,?){0,8})\\)\\s*,?\\s*}\\s*");

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
    String header = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      throw new IOException("the header is not that of an array: " + header.strip());
    }
    String type = parts.group(1);
    boolean columnsFirst = parts.group(2).equals("True");
    List<Integer> shape =
        Arrays.stream(parts.group(3).split(","))
            .map(String::strip)
            .filter(side -> !side.isEmpty())
            .map(Integer::valueOf)
            .toList();
    if (!BYTES.containsKey(type) || columnsFirst && shape.size() > 2) {
      throw new IOException(
          "holds "
              + type
              + (columnsFirst ? " in Fortran order" : "")
              + ", expected float16, float32 or float64 in C order");
    }
    double[] values = values(in, type, shape, most);
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

  private static double[] values(DataInputStream in, String type, List<Integer> shape, int most)
      throws IOException {
    long elements = 1;
    for (int side : shape) {
      // What is too large stays too large, whatever side follows but 0.
      elements = Math.min(Integer.MAX_VALUE, elements * side);
    }
    if (elements > most) {
      throw new IOException("an array of " + shape + " holds more than " + most + " values");
    }
    int size = BYTES.get(type);
    byte[] bytes = in.readNBytes(Math.multiplyExact((int) elements, size));
    int rest = in.read();
    if (bytes.length < elements * size || rest >= 0) {
      throw new IOException(
          (rest >= 0 ? "more than " : "")
              + bytes.length
              + " bytes do not hold "
              + type
              + " "
              + shape);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[(int) elements];
    Arrays.setAll(
        values,
        i ->
            switch (size) {
              case Short.BYTES -> HalfPrecision.widened(buffer.getShort());
              case Float.BYTES -> buffer.getFloat();
              default -> buffer.getDouble();
            });
    return values;
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
