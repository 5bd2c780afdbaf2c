/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A PNG file. The JDK's reader unpacks it, its colours are not asked. */
final class PngFile {
  private static final int HEADER = 33;
  private static final int CHUNKS = 8;
  private static final int FRAME = 12;
  private static final int IHDR = 'I' << 24 | 'H' << 16 | 'D' << 8 | 'R';
  private static final int IDAT = 'I' << 24 | 'D' << 16 | 'A' << 8 | 'T';
  private static final int IEND = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';
  private static final int WIDE = 16;
  private static final int MOST = 255;

  private final byte[] bytes;

  PngFile(byte[] bytes) {
    this.bytes = bytes;
  }

  PixelImage read() throws IOException {
    check();
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      return pixels(reader.read(0));
    } finally {
      reader.dispose();
    }
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
      at += FRAME + (int) length;
    }
    if (!data) {
      throw new IOException("it holds no pixels");
    }
  }

  private static PixelImage pixels(BufferedImage image) {
    Pixels pixels = new Pixels(image.getWidth(), image.getHeight());
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean wide = image.getSampleModel().getSampleSize(0) == WIDE;
    IndexColorModel palette =
        image.getColorModel() instanceof IndexColorModel indexed ? indexed : null;
    int[] row = new int[bands * image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, image.getWidth(), 1, row);
      for (int x = 0; x < image.getWidth(); x++) {
        int at = bands * x;
        if (palette != null) {
          int index = row[at];
          pixels.set(x, y, palette.getRed(index), palette.getGreen(index), palette.getBlue(index));
        } else if (bands < 3) {
          int grey = wide && bands == 1 ? Math.min(MOST, row[at]) : narrow(row[at], wide);
          pixels.set(x, y, grey, grey, grey);
        } else {
          pixels.set(
              x, y, narrow(row[at], wide), narrow(row[at + 1], wide), narrow(row[at + 2], wide));
        }
      }
    }
    return pixels.picture();
  }

  private static int narrow(int sample, boolean wide) {
    return wide ? sample >> Byte.SIZE : sample;
  }
}
