/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The PNG and JPEG files of a folder and the folders in it, in the order of their paths.
 *
 * @param files at least one
 */
@ApiStatus.Experimental(since = "0.1")
public record PictureFolder(List<Path> files) {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  /** Copies the list. */
  public PictureFolder {
    files = List.copyOf(files);
  }

  /**
   * Lists a folder.
   *
   * @param folder the folder
   * @return its pictures, not read yet
   * @throws InvalidInputException if it cannot be listed or holds no picture
   */
  public static PictureFolder list(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> pictures = all.filter(PictureFolder::isPicture).sorted().toList();
      if (pictures.isEmpty()) {
        throw new InvalidInputException(folder + ": holds no PNG or JPEG file");
      }
      return new PictureFolder(pictures);
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidInputException(folder + ": cannot be listed", e);
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  /**
   * Reads a picture.
   *
   * @param file a PNG or JPEG file
   * @return the picture; what is transparent shows its colour
   * @throws InvalidInputException if it is broken
   */
  public static PixelImage read(Path file) {
    BufferedImage picture;
    try {
      picture = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(file + ": cannot be read as a picture", e);
    }
    if (picture == null) {
      throw new InvalidInputException(file + ": is no PNG or JPEG picture");
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return PixelImage.ofRgb8(width, height, rgb);
  }
}
