/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;

/** A TIFF file; of several pictures the first. The JDK's reader unpacks it. */
final class TiffFile {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int MEANING = 262;
  private static final int STRIPS = 273;
  private static final int SAMPLES = 277;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILES = 324;
  private static final int TILE_BYTES = 325;
  private static final int COLOURS = 320;
  private static final int PALETTE = 3;
  private static final int INK = 5;
  private static final int MOST_BITS = 16;
  private static final int MOST_SAMPLES = 5;
  private static final int MOST = 255;

  private final byte[] bytes;

  TiffFile(byte[] bytes) {
    this.bytes = bytes;
  }

  PixelImage read() throws IOException {
    TiffDirectory directory = TiffDirectory.read(bytes, 0, bytes.length);
    check(directory);
    BufferedImage image = RasterPixels.unpack("tiff", bytes);
    return Orientation.upright(picture(image, directory), Orientation.of(directory));
  }

  private static PixelImage picture(BufferedImage image, TiffDirectory directory)
      throws IOException {
    long meaning = directory.value(MEANING, 0);
    if (meaning == INK && image.getRaster().getNumBands() > 3) {
      return ink(image.getRaster());
    }
    if (meaning == PALETTE && image.getColorModel() instanceof IndexColorModel model) {
      return RasterPixels.of(
          new BufferedImage(
              palette(directory.values(COLOURS), model.getPixelSize()),
              image.getRaster(),
              false,
              null));
    }
    return RasterPixels.of(image);
  }

  /** Colours of sixteen bits, of which the upper eight count; the JDK's reader rounds them. */
  private static IndexColorModel palette(long[] colours, int bits) throws IOException {
    int count = 1 << bits;
    if (colours.length != 3 * count) {
      throw new IOException("its palette has " + colours.length + " values, not " + 3 * count);
    }
    byte[][] bands = new byte[3][count];
    for (int i = 0; i < colours.length; i++) {
      bands[i / count][i % count] = (byte) (colours[i] >> Byte.SIZE);
    }
    return new IndexColorModel(bits, count, bands[0], bands[1], bands[2]);
  }

  /** The sizes first, then that what is packed lies within the file. */
  private void check(TiffDirectory directory) throws IOException {
    size(directory, WIDTH, HEIGHT).check(bytes.length);
    if (directory.values(TILES).length > 0) {
      size(directory, TILE_WIDTH, TILE_HEIGHT).check(bytes.length);
    }
    for (long bits : directory.values(BITS)) {
      if (bits > MOST_BITS) {
        throw new IOException("it has " + bits + " bits a sample, which is not supported");
      }
    }
    if (directory.value(SAMPLES, 1) > MOST_SAMPLES) {
      throw new IOException("it has " + directory.value(SAMPLES, 1) + " samples a pixel");
    }
    within(directory.values(STRIPS), directory.values(STRIP_BYTES));
    within(directory.values(TILES), directory.values(TILE_BYTES));
    if (directory.values(STRIPS).length + directory.values(TILES).length == 0) {
      throw new IOException("it holds no pixels");
    }
  }

  private static PictureSize size(TiffDirectory directory, int width, int height) {
    return new PictureSize(
        (int) Math.min(Integer.MAX_VALUE, directory.value(width, 0)),
        (int) Math.min(Integer.MAX_VALUE, directory.value(height, 0)));
  }

  private void within(long[] offsets, long[] lengths) throws IOException {
    for (int i = 0; i < offsets.length; i++) {
      if (offsets[i] + (i < lengths.length ? lengths[i] : 0) > bytes.length) {
        throw new EOFException();
      }
    }
  }

  private static PixelImage ink(Raster raster) {
    Pixels pixels = new Pixels(raster.getWidth(), raster.getHeight());
    int bits = raster.getSampleModel().getSampleSize(0);
    int[] pixel = new int[raster.getNumBands()];
    int[] rgb = new int[3];
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.getPixel(x, y, pixel);
        int light = MOST - RasterPixels.eight(pixel[3], bits);
        for (int i = 0; i < 3; i++) {
          rgb[i] = Pixels.light(RasterPixels.eight(pixel[i], bits), light);
        }
        pixels.set(x, y, rgb[0], rgb[1], rgb[2]);
      }
    }
    return pixels.picture();
  }
}
