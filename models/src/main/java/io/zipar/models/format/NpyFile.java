/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.TensorStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's {@code .npy}: a header that is a Python dictionary, then one array. */
public final class NpyFile {
  /** The only tensor of such a file. */
  public static final String ARRAY = "array";

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int PREAMBLE = 12;
  private static final int FIRST_VERSION_PREAMBLE = 10;
  private static final int MAX_HEADER = 1 << 16;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(\\S{1,8})', 'fortran_order': (True|False),"
              + " 'shape': \\((\\d{1,6}(?:, \\d{1,6}){0,2},?|)\\),? ?}\\s*");

  private static final Map<String, ElementType> TYPES =
      Map.of(
          "<f4", ElementType.FLOAT32,
          "<f2", ElementType.FLOAT16,
          "<f8", ElementType.FLOAT64);

  private NpyFile() {}

  /**
   * Opens the array of a file.
   *
   * @param file the open file, owned by the store if this returns
   * @return a store of the tensor {@link #ARRAY}
   * @throws io.zipar.InvalidInputException if the file breaks a rule of the format, or the array is
   *     not of little-endian floating-point numbers in C order
   */
  public static TensorStore open(CheckpointFile file) {
    byte[] preamble = file.bytes(0, (int) Math.min(PREAMBLE, file.size()));
    if (preamble.length < PREAMBLE
        || !Arrays.equals(MAGIC, Arrays.copyOf(preamble, MAGIC.length))) {
      throw file.invalid("is no .npy file, which begins with \\x93NUMPY");
    }
    boolean first = preamble[MAGIC.length] == 1;
    ByteBuffer sizes = ByteBuffer.wrap(preamble).order(ByteOrder.LITTLE_ENDIAN);
    int start = first ? FIRST_VERSION_PREAMBLE : PREAMBLE;
    int length = first ? Short.toUnsignedInt(sizes.getShort(8)) : sizes.getInt(8);
    if (length < 0 || length > MAX_HEADER || start + length > file.size()) {
      throw file.invalid("the header of " + length + " bytes reaches beyond the file");
    }
    String header = new String(file.bytes(start, length), StandardCharsets.ISO_8859_1);
    Matcher parts = HEADER.matcher(header);
    if (!parts.matches()) {
      throw file.invalid("the header is not that of an array: " + header.strip());
    }
    ElementType type = TYPES.get(parts.group(1));
    if (type == null || parts.group(2).equals("True")) {
      throw file.invalid(
          "holds "
              + parts.group(1)
              + (type == null ? "" : " in Fortran order")
              + ", expected float16, float32 or float64 in C order");
    }
    Shape shape =
        Shape.of(
            Arrays.stream(parts.group(3).split(","))
                .map(String::strip)
                .filter(side -> !side.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray());
    long stored = file.size() - start - length;
    if (shape.elements() * type.bytes() != stored) {
      throw file.invalid(stored + " bytes do not hold " + parts.group(1) + " " + shape);
    }
    return new FileTensorStore(
        file, Map.of(ARRAY, new FileTensor(file, ARRAY, shape, type, start + length)), Map.of());
  }
}
