/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;

/**
 * A GIF file; of an animation the first frame. The JDK's reader unpacks it. What the frame leaves
 * of the screen has its transparent colour, else its first, as in Pillow.
 */
final class GifFile {
  private static final int SCREEN = 6;
  private static final int BLOCKS = 13;
  private static final int FRAME = ',';
  private static final int EXTENSION = '!';
  private static final int END = ';';
  private static final int FRAME_BYTES = 9;
  private static final int HAS_COLOURS = 0x80;

  private final byte[] bytes;
  private int first;

  GifFile(byte[] bytes) {
    this.bytes = bytes;
  }

  PixelImage read() throws IOException {
    int width = word(SCREEN);
    int height = word(SCREEN + 2);
    new PictureSize(width, height).check(bytes.length);
    check();
    int left = word(first);
    int top = word(first + 2);
    if (left + word(first + 4) > width || top + word(first + 6) > height) {
      throw new IOException("its first frame is larger than its screen");
    }
    BufferedImage frame = RasterPixels.unpack("gif", bytes);
    Pixels pixels = new Pixels(width, height);
    if (frame.getColorModel() instanceof IndexColorModel palette) {
      int ground = palette.getRGB(Math.max(0, palette.getTransparentPixel()));
      pixels.fill(ground >> 16 & 0xff, ground >> 8 & 0xff, ground & 0xff);
    }
    RasterPixels.paint(frame, pixels, left, top);
    return pixels.picture();
  }

  /** Goes over all blocks up to the end, and notes where the first frame is described. */
  private void check() throws IOException {
    int at = BLOCKS + colours(unsigned(SCREEN + 4));
    while (true) {
      int block = unsigned(at++);
      if (block == END) {
        break;
      } else if (block == FRAME) {
        first = first == 0 ? at : first;
        at += FRAME_BYTES + colours(unsigned(at + FRAME_BYTES - 1)) + 1;
      } else if (block == EXTENSION) {
        at++;
      } else {
        throw new IOException("it has a block of kind " + block);
      }
      for (int length = unsigned(at++); length > 0; length = unsigned(at++)) {
        at += length;
      }
    }
    if (first == 0) {
      throw new IOException("it holds no pixels");
    }
  }

  private static int colours(int flags) {
    return (flags & HAS_COLOURS) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private int word(int at) throws IOException {
    return unsigned(at) | unsigned(at + 1) << Byte.SIZE;
  }

  private int unsigned(int at) throws IOException {
    if (at >= bytes.length) {
      throw new EOFException();
    }
    return bytes[at] & 0xff;
  }
}
