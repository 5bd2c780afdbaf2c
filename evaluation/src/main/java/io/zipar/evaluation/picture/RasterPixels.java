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
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Unpacks by a reader of the JDK and takes the samples as they are: colour profiles are not asked,
 * what follows the third sample is transparency and dropped, and of more than eight bits the upper
 * eight count. Stateless.
 */
final class RasterPixels {
  private static final int MOST = 255;

  private RasterPixels() {}

  /** Unpacks the first picture of a file whose header was checked. */
  static BufferedImage unpack(String format, byte[] bytes) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  static PixelImage of(BufferedImage image) {
    Pixels pixels = new Pixels(image.getWidth(), image.getHeight());
    paint(image, pixels, 0, 0);
    return pixels.picture();
  }

  /** Paints it with its upper left corner at a place, where all of it fits. */
  static void paint(BufferedImage image, Pixels pixels, int left, int top) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    IndexColorModel palette =
        image.getColorModel() instanceof IndexColorModel indexed ? indexed : null;
    int[] bits = raster.getSampleModel().getSampleSize();
    int[] row = new int[bands * image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, image.getWidth(), 1, row);
      for (int x = 0; x < image.getWidth(); x++) {
        int at = bands * x;
        if (palette != null) {
          int rgb = palette.getRGB(row[at]);
          pixels.set(left + x, top + y, rgb >> 16 & MOST, rgb >> 8 & MOST, rgb & MOST);
        } else {
          int step = bands < 3 ? 0 : 1;
          pixels.set(
              left + x,
              top + y,
              eight(row[at], bits[0]),
              eight(row[at + step], bits[step]),
              eight(row[at + 2 * step], bits[2 * step]));
        }
      }
    }
  }

  /** A sample of so many bits in eight. */
  static int eight(int sample, int bits) {
    return bits >= Byte.SIZE ? sample >> bits - Byte.SIZE : sample * MOST / ((1 << bits) - 1);
  }
}
