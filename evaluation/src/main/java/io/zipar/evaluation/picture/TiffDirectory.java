/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The whole numbers of the first directory of a TIFF file, or of EXIF data, which are one. */
final class TiffDirectory {
  private static final int HEADER = 8;
  private static final int VERSION = 42;
  private static final int ENTRY = 12;

  /** How long a value of each type is; whole numbers are those of types 1, 3 and 4. */
  private static final int[] BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  private static final Set<Integer> WHOLE = Set.of(1, 3, 4);

  private final Map<Integer, long[]> values = new HashMap<>();

  private TiffDirectory() {}

  /**
   * Reads it.
   *
   * @throws EOFException if it does not end within the bytes
   * @throws IOException if there is none
   */
  static TiffDirectory read(byte[] bytes, int begin, int end) throws IOException {
    if (end - begin < HEADER) {
      throw new EOFException();
    }
    ByteBuffer data = ByteBuffer.wrap(bytes, begin, end - begin).slice();
    data.order(data.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (data.getShort(2) != VERSION) {
      throw new IOException("it is no TIFF of version " + VERSION);
    }
    TiffDirectory directory = new TiffDirectory();
    long at = Integer.toUnsignedLong(data.getInt(4));
    require(data, at, 2);
    int entries = data.getShort((int) at) & 0xffff;
    require(data, at + 2, (long) ENTRY * entries);
    for (int i = 0; i < entries; i++) {
      directory.add(data, (int) at + 2 + ENTRY * i);
    }
    return directory;
  }

  private void add(ByteBuffer data, int entry) throws IOException {
    int type = data.getShort(entry + 2) & 0xffff;
    int bytes = type < BYTES.length ? BYTES[type] : 0;
    long count = Integer.toUnsignedLong(data.getInt(entry + 4));
    long at =
        bytes * count <= Integer.BYTES
            ? entry + HEADER
            : Integer.toUnsignedLong(data.getInt(entry + HEADER));
    require(data, at, bytes * count);
    if (!WHOLE.contains(type)) {
      return;
    }
    long[] numbers = new long[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      int place = (int) at + bytes * i;
      numbers[i] =
          switch (bytes) {
            case 1 -> data.get(place) & 0xff;
            case 2 -> data.getShort(place) & 0xffff;
            default -> Integer.toUnsignedLong(data.getInt(place));
          };
    }
    values.put(data.getShort(entry) & 0xffff, numbers);
  }

  private static void require(ByteBuffer data, long at, long length) throws EOFException {
    if (at + length > data.capacity()) {
      throw new EOFException();
    }
  }

  /** The numbers of a tag; none where there is no such tag. */
  long[] values(int tag) {
    return values.getOrDefault(tag, new long[0]);
  }

  /** The first number of a tag. */
  long value(int tag, long otherwise) {
    long[] numbers = values(tag);
    return numbers.length == 0 ? otherwise : numbers[0];
  }
}
