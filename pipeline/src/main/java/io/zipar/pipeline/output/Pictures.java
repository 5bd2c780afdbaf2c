/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import io.zipar.ZiparException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures in the form that Java2D and PNG writers take. */
@ApiStatus.Experimental(since = "0.1")
public final class Pictures {
  private Pictures() {}

  /**
   * Converts a decoded picture.
   *
   * @param pixels what an image tokenizer decoded
   * @return an RGB picture of the same size
   */
  public static BufferedImage of(PixelImage pixels) {
    BufferedImage picture =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = pixels.toRgb8();
    int[] row = new int[pixels.width()];
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int first = 3 * (y * row.length + x);
        row[x] = (rgb[first] & 0xff) << 16 | (rgb[first + 1] & 0xff) << 8 | (rgb[first + 2] & 0xff);
      }
      picture.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return picture;
  }

  /**
   * Puts the frames of a video side by side.
   *
   * @param frames in order of time, at least one, all of one size
   * @return one picture, the first frame at the left
   */
  public static PixelImage strip(List<PixelImage> frames) {
    int width = frames.get(0).width();
    int height = frames.get(0).height();
    int whole = frames.size() * width;
    float[] planes = new float[3 * height * whole];
    for (int frame = 0; frame < frames.size(); frame++) {
      float[] pixels = frames.get(frame).planes();
      for (int row = 0; row < 3 * height; row++) {
        System.arraycopy(pixels, row * width, planes, row * whole + frame * width, width);
      }
    }
    return new PixelImage(whole, height, planes);
  }

  /**
   * A picture as a PNG file.
   *
   * @param picture the picture
   * @return its content
   */
  public static OutputFile png(BufferedImage picture) {
    return target -> {
      // Encoded in memory: what fails is then the writing alone, and the JDK leaves no file open.
      ByteArrayOutputStream encoded = new ByteArrayOutputStream();
      try (ImageOutputStream stream = new MemoryCacheImageOutputStream(encoded)) {
        if (!ImageIO.write(picture, "png", stream)) {
          throw new IOException("this Java runtime cannot write PNG files");
        }
      }
      encoded.writeTo(target);
    };
  }

  /**
   * Writes a picture as a PNG file.
   *
   * @param picture the picture
   * @param file replaced where it exists
   * @throws ZiparException if it cannot be written
   */
  public static void save(PixelImage picture, Path file) {
    try (OutputStream target = Files.newOutputStream(file)) {
      png(of(picture)).writeTo(target);
    } catch (IOException e) {
      throw new ZiparException("cannot write " + file + ": " + SystemReason.of(e), e);
    }
  }
}
