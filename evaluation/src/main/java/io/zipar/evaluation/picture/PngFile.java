/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A PNG file. The JDK's reader unpacks it, its colours are not asked. */
final class PngFile {
  private static final int HEADER = 33;
  private static final int CHUNKS = 8;
  private static final int FRAME = 12;
  private static final int IHDR = 'I' << 24 | 'H' << 16 | 'D' << 8 | 'R';
  private static final int IDAT = 'I' << 24 | 'D' << 16 | 'A' << 8 | 'T';
  private static final int IEND = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';
  private static final int EXIF = 'e' << 24 | 'X' << 16 | 'I' << 8 | 'f';

  private final byte[] bytes;
  private int orientation = 1;

  PngFile(byte[] bytes) {
    this.bytes = bytes;
  }

  PixelImage read() throws IOException {
    check();
    return Orientation.upright(RasterPixels.of(RasterPixels.unpack("png", bytes)), orientation);
  }

  /** The size first, then that the chunks are all there up to the end of the pixels. */
  private void check() throws IOException {
    ByteBuffer chunks = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER) {
      throw new EOFException();
    }
    if (chunks.getInt(CHUNKS + Integer.BYTES) != IHDR) {
      throw new IOException("it does not begin with its header");
    }
    new PictureSize(chunks.getInt(CHUNKS + 8), chunks.getInt(CHUNKS + 12)).check(bytes.length);
    boolean data = false;
    int kind = 0;
    for (int at = CHUNKS; kind != IEND; ) {
      if (bytes.length - at < FRAME) {
        throw new EOFException();
      }
      long length = chunks.getInt(at) & 0xffffffffL;
      kind = chunks.getInt(at + Integer.BYTES);
      if (length > bytes.length - at - FRAME) {
        throw new EOFException();
      }
      data |= kind == IDAT;
      if (kind == EXIF) {
        orientation = Orientation.of(bytes, at + 8, at + 8 + (int) length);
      }
      at += FRAME + (int) length;
    }
    if (!data) {
      throw new IOException("it holds no pixels");
    }
  }
}
