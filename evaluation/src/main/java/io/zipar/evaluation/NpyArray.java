/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An array of numbers in NumPy's format, versions 1 to 3, floating point, row-major. */
record NpyArray(List<Integer> shape, double[] values) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 1 << 16;
  private static final int ALIGNMENT = 64;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'<f([48])'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]{0,60})\\)");

  static NpyArray of(double[] values, Integer... shape) {
    return new NpyArray(List.of(shape), values);
  }

  boolean isShape(Integer... wanted) {
    return shape.equals(List.of(wanted));
  }

  /** Reads an array of at most so many values. */
  static NpyArray read(DataInputStream in, long most) throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("an array is not in NumPy's format");
    }
    int version = in.readUnsignedByte();
    in.readUnsignedByte();
    int length =
        version == 1
            ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
            : Integer.reverseBytes(in.readInt());
    if (length < 0 || length > MAX_HEADER) {
      throw new IOException("an array has a header of " + length + " bytes");
    }
    String header = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    Matcher type = TYPE.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher sides = SHAPE.matcher(header);
    if (!type.find() || !order.find() || !sides.find()) {
      throw new IOException("an array is not of float32 or float64 values: " + header.strip());
    }
    List<Integer> shape =
        Arrays.stream(sides.group(1).split(","))
            .map(String::strip)
            .filter(side -> !side.isEmpty())
            .map(Integer::valueOf)
            .toList();
    long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    // The one matrix here is symmetric, so that either order of its values will do.
    if (elements > most || order.group(1).equals("True") && shape.size() > 2) {
      throw new IOException("an array of shape " + shape + " is not what is wanted");
    }
    return new NpyArray(shape, values(in, (int) elements, Integer.parseInt(type.group(1))));
  }

  private static double[] values(DataInputStream in, int elements, int size) throws IOException {
    byte[] bytes = in.readNBytes(Math.multiplyExact(elements, size));
    if (bytes.length < elements * size) {
      throw new IOException("an array ends early");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = size == Float.BYTES ? buffer.getFloat() : buffer.getDouble();
      if (!Double.isFinite(values[i])) {
        throw new IOException("an array holds " + values[i]);
      }
    }
    return values;
  }

  /** The array as a file of version 1, float64. */
  byte[] bytes() {
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
