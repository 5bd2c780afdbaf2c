/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A BMP file. The JDK's reader unpacks it. */
final class BmpFile {
  private static final int PIXELS_AT = 10;
  private static final int HEADER_SIZE_AT = 14;
  private static final int WIDTH_AT = 18;
  private static final int OLD_HEADER = 12;
  private static final int SHORTEST = 26;
  private static final int WORD = 32;

  /** No packing, and masks of bits; between them run lengths, after them other formats. */
  private static final int PLAIN = 0;

  private static final int MASKS = 3;

  private final byte[] bytes;

  BmpFile(byte[] bytes) {
    this.bytes = bytes;
  }

  PixelImage read() throws IOException {
    check();
    return RasterPixels.of(RasterPixels.unpack("bmp", bytes));
  }

  /** The size first, then that all rows are there. */
  private void check() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean isOld = bytes.length >= SHORTEST && file.getInt(HEADER_SIZE_AT) == OLD_HEADER;
    if (bytes.length < SHORTEST || !isOld && bytes.length < WIDTH_AT + 16) {
      throw new EOFException();
    }
    int width = isOld ? file.getShort(WIDTH_AT) & 0xffff : file.getInt(WIDTH_AT);
    int height = isOld ? file.getShort(WIDTH_AT + 2) & 0xffff : Math.abs(file.getInt(WIDTH_AT + 4));
    new PictureSize(width, height).check(bytes.length);
    int bits = file.getShort(isOld ? WIDTH_AT + 6 : WIDTH_AT + 10) & 0xffff;
    int packing = isOld ? PLAIN : file.getInt(WIDTH_AT + 12);
    if (packing < PLAIN || packing > MASKS) {
      throw new IOException("it is packed as another format, which is not supported");
    }
    if (packing == PLAIN || packing == MASKS) {
      long row = ((long) bits * width + WORD - 1) / WORD * Integer.BYTES;
      if (Integer.toUnsignedLong(file.getInt(PIXELS_AT)) + row * height > bytes.length) {
        throw new EOFException();
      }
    }
  }
}
