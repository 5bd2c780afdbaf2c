/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A JPEG file. The JDK's reader decodes its samples; what they mean is told here as libjpeg does
 * for Pillow, so that no colour profile comes between.
 */
final class JpegFile {
  private static final int HALF = 1 << 15;
  private static final int SHIFT = 16;
  private static final int CENTRE = 128;
  private static final int MOST = 255;

  private final byte[] bytes;

  JpegFile(byte[] bytes) {
    this.bytes = bytes;
  }

  PixelImage read() throws IOException {
    JpegHeader header = JpegHeader.read(bytes);
    header.size().check(bytes.length);
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      return Orientation.upright(pixels(reader.readRaster(0, null), header), header.orientation());
    } finally {
      reader.dispose();
    }
  }

  private static PixelImage pixels(Raster raster, JpegHeader header) throws IOException {
    int bands = raster.getNumBands();
    if (bands != header.components()) {
      throw new IOException(
          "it has " + header.components() + " components, of which " + bands + " were decoded");
    }
    Pixels pixels = new Pixels(raster.getWidth(), raster.getHeight());
    int[] row = new int[bands * raster.getWidth()];
    int[] rgb = new int[3];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int x = 0; x < raster.getWidth(); x++) {
        int at = bands * x;
        for (int band = 0; band < 3; band++) {
          rgb[band] = row[at + (bands == 1 ? 0 : band)];
        }
        if (header.isLuminanceAndChroma()) {
          convert(rgb);
        }
        if (bands == 4) {
          ink(rgb, row[at + 3], header.isLuminanceAndChroma());
        }
        pixels.set(x, y, rgb[0], rgb[1], rgb[2]);
      }
    }
    return pixels.picture();
  }

  /** Luminance and chroma to colours, in libjpeg's whole numbers. */
  private static void convert(int[] samples) {
    int luminance = samples[0];
    int blue = samples[1] - CENTRE;
    int red = samples[2] - CENTRE;
    samples[0] = clamp(luminance + (91881 * red + HALF >> SHIFT));
    samples[1] = clamp(luminance + (-22554 * blue - 46802 * red + HALF >> SHIFT));
    samples[2] = clamp(luminance + (116130 * blue + HALF >> SHIFT));
  }

  /**
   * Ink to light. Files hold 255 less the ink, as Adobe writes them; libjpeg turns what it has
   * converted once more.
   */
  private static void ink(int[] colours, int light, boolean converted) {
    for (int i = 0; i < colours.length; i++) {
      colours[i] = Pixels.light(converted ? colours[i] : MOST - colours[i], light);
    }
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(MOST, value));
  }
}
