/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
  @TempDir Path folder;

  static List<Path> pictures() throws IOException, URISyntaxException {
    Path folder = Path.of(PictureReaderTest.class.getClassLoader().getResource("pictures").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** Bit by bit: grey, ink, palettes, 16 bits, profiles, orientation, every subsampling. */
  @TestFactory
  Stream<DynamicTest> pixelsAreThoseOfPillow() throws IOException, URISyntaxException {
    List<Path> pictures = pictures();
    assertEquals(63, pictures.size());
    return pictures.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      Path expected =
                          file.resolveSibling("pillow").resolve(file.getFileName() + ".rgb");
                      assertArrayEquals(
                          Files.readAllBytes(expected), PictureReader.read(file).toRgb8());
                    }));
  }

  /** A picture ends with its end marker, and what follows does not matter. */
  @Test
  void anyCutIsRefused() throws IOException, URISyntaxException {
    for (Path file : pictures()) {
      byte[] whole = Files.readAllBytes(file);
      for (int length = 1; length < whole.length; length += 1 + whole.length / 40) {
        refuse(Arrays.copyOf(whole, length), "");
      }
      refuse(Arrays.copyOf(whole, whole.length - 1), "the picture is truncated");
      PictureReader.read(write(Arrays.copyOf(whole, whole.length + 9)));
    }
  }

  @Test
  void theTruncatedOneOfMany() throws URISyntaxException {
    Path file =
        Path.of(
            PictureReaderTest.class.getClassLoader().getResource("broken/truncated.jpg").toURI());
    assertEquals(
        file + ": the picture is truncated",
        assertThrows(InvalidInputException.class, () -> PictureReader.read(file)).getMessage());
  }

  @Test
  void sizesAreHeldAgainstTheFile() throws IOException {
    refuse(
        png(27_000, 27_000), "cannot be read as a picture: its header states 27000 x 27000 pixels");
    refuse(png(4200, 1100), "cannot be read as a picture: its header states");
    refuse(png(0, 5), "cannot be read as a picture: its header states 0 x 5 pixels");
    refuse(png(-5, 5), "cannot be read as a picture: its header states -5 x 5 pixels");
    refuse(
        png(Integer.MAX_VALUE, Integer.MAX_VALUE),
        "cannot be read as a picture: its header states");
    refuse(png(1 << 16, 1 << 16), "cannot be read as a picture: its header states");
    refuse(
        jpeg(65_500, 65_500),
        "cannot be read as a picture: its header states 65500 x 65500 pixels");
  }

  @Test
  void whatIsNoPictureIsNamed() throws IOException {
    refuse(new byte[0], "is empty, not a PNG, JPEG, GIF, BMP or TIFF picture");
    refuse(
        text("<!DOCTYPE html><html>"),
        "is an HTML page, not a PNG, JPEG, GIF, BMP or TIFF picture");
    refuse(text("version https://git-lfs.github.com/spec/v1\n"), "is a Git LFS pointer");
    refuse(
        text("RIFF\u0001\u0001\u0001\u0001WEBPVP8 "),
        "is no PNG, JPEG, GIF, BMP or TIFF picture, and others are not read");
    refuse(text("GIF89a"), "the picture is truncated");
    refuse(text("II*\u0000\u0001\u0002"), "the picture is truncated");
    refuse(text("BM"), "the picture is truncated");
    Path missing = folder.resolve("none.png");
    assertEquals(
        missing + ": no such file",
        assertThrows(InvalidInputException.class, () -> PictureReader.read(missing)).getMessage());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A header and as many zeros as pixels of one bit would take, well packed. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(pixels)) {
      packed.write(new byte[1 << 20]);
    }
    ByteBuffer file = ByteBuffer.allocate(8 + 25 + 12 + pixels.size() + 12);
    file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    file.putInt(13).put(text("IHDR")).putInt(width).putInt(height);
    file.put(new byte[] {1, 0, 0, 0, 0}).putInt(0);
    file.putInt(pixels.size()).put(text("IDAT")).put(pixels.toByteArray()).putInt(0);
    file.putInt(0).put(text("IEND")).putInt(0);
    return file.array();
  }

  private static byte[] jpeg(int width, int height) {
    ByteBuffer file = ByteBuffer.allocate(2 + 13 + 2);
    file.put(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc0});
    file.putShort((short) 11).put((byte) 8).putShort((short) height).putShort((short) width);
    file.put(new byte[] {1, 1, 0x11, 0}).put(new byte[] {(byte) 0xff, (byte) 0xd9});
    return file.array();
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("picture"), content);
  }

  private void refuse(byte[] content, String problem) throws IOException {
    Path file = write(content);
    String message =
        assertThrows(InvalidInputException.class, () -> PictureReader.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": " + problem), message);
    assertEquals(1, message.lines().count());
  }
}
