/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.FileProblem;
import io.zipar.spi.support.OneLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads PNG, JPEG, GIF, BMP and TIFF files, told by their content and not by their names, with the
 * values that Pillow's {@code ImageOps.exif_transpose} and {@code convert('RGB')} give: a grey
 * sample v becomes (v, v, v), transparency is dropped, colour profiles and gamma are not applied,
 * the orientation in EXIF is. Of 16 bits the upper eight count, in grey too, which Pillow cuts at
 * 255. Of several frames the first is read.
 */
public final class PictureReader {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] GIF = {'G', 'I', 'F', '8'};
  private static final byte[] BMP = {'B', 'M'};
  private static final byte[] TIFF = {'I', 'I', 42, 0};
  private static final byte[] BIG_ENDIAN_TIFF = {'M', 'M', 0, 42};
  private static final int QUOTED = 200;
  private static final long MOST_BYTES = 1L << 28;

  private PictureReader() {}

  /**
   * Reads a picture.
   *
   * @param file a PNG, JPEG, GIF, BMP or TIFF file
   * @return the picture, its values in [-1, 1]
   * @throws InvalidInputException if it is missing, broken, truncated, of another format or too
   *     large: one line that names the file
   */
  public static PixelImage read(Path file) {
    try {
      byte[] bytes = bytes(file);
      if (begins(bytes, PNG)) {
        return new PngFile(bytes).read();
      }
      if (begins(bytes, JPEG)) {
        return new JpegFile(bytes).read();
      }
      if (begins(bytes, GIF)) {
        return new GifFile(bytes).read();
      }
      if (begins(bytes, TIFF) || begins(bytes, BIG_ENDIAN_TIFF)) {
        return new TiffFile(bytes).read();
      }
      if (begins(bytes, BMP)) {
        return new BmpFile(bytes).read();
      }
      throw new InvalidInputException(file + ": " + stranger(bytes));
    } catch (InvalidInputException e) {
      throw e;
    } catch (EOFException e) {
      throw new InvalidInputException(file + ": the picture is truncated", e);
    } catch (FileSystemException e) {
      throw FileProblem.of(file, e);
    } catch (IOException | RuntimeException e) {
      throw new InvalidInputException(
          file
              + ": cannot be read as a picture: "
              + OneLine.of(String.valueOf(e.getMessage()), QUOTED),
          e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new IOException("it has " + size + " bytes; a picture has at most " + MOST_BYTES);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes((int) size);
    }
  }

  private static boolean begins(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  private static String stranger(byte[] bytes) {
    byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, FileKind.HEAD));
    FileKind kind = FileKind.of(head, bytes.length);
    return kind == FileKind.PICTURE || kind == FileKind.OTHER
        ? "is no PNG, JPEG, GIF, BMP or TIFF picture, and others are not read: convert it to PNG"
        : kind.insteadOf("a PNG, JPEG, GIF, BMP or TIFF picture", head);
  }
}
