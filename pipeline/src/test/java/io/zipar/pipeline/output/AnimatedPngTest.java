/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.PixelImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AnimatedPngTest {
  private static BufferedImage frame(int colour) {
    BufferedImage frame = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 15; i++) {
      frame.setRGB(i % 5, i / 5, colour + i);
    }
    return frame;
  }

  private static byte[] bytes(OutputFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    file.writeTo(bytes);
    return bytes.toByteArray();
  }

  @Test
  void whoKnowsNoMovingPicturesSeesTheFirst() throws IOException {
    byte[] png = bytes(AnimatedPng.of(List.of(frame(0x102030), frame(0x405060)), 200));
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(frame(0x102030).getRGB(4, 2), read.getRGB(4, 2));
    assertEquals(5, read.getWidth());
  }

  /** Each frame, made a plain PNG file again from its own chunks, is the picture it was. */
  @Test
  void everyFrameIsThereInOrder() throws IOException {
    List<BufferedImage> frames = List.of(frame(0x102030), frame(0x405060), frame(0xa0b0c0));
    byte[] png = bytes(AnimatedPng.of(frames, 250));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(png));
    in.skipNBytes(8);
    List<String> types = new ArrayList<>();
    byte[] header = null;
    int sequence = 0;
    int shown = 0;
    while (in.available() > 0) {
      byte[] data = new byte[in.readInt()];
      byte[] name = in.readNBytes(4);
      in.readFully(data);
      CRC32 sum = new CRC32();
      sum.update(name);
      sum.update(data);
      assertEquals((int) sum.getValue(), in.readInt());
      String type = new String(name, StandardCharsets.US_ASCII);
      types.add(type);
      DataInputStream value = new DataInputStream(new ByteArrayInputStream(data));
      switch (type) {
        case "IHDR" -> header = data;
        case "acTL" -> {
          assertEquals(3, value.readInt());
          assertEquals(0, value.readInt());
        }
        case "fcTL" -> {
          assertEquals(sequence++, value.readInt());
          assertEquals(5, value.readInt());
          assertEquals(3, value.readInt());
          value.skipNBytes(8);
          assertEquals(250, value.readUnsignedShort());
          assertEquals(1000, value.readUnsignedShort());
        }
        case "IDAT", "fdAT" -> {
          if (type.equals("fdAT")) {
            assertEquals(sequence++, value.readInt());
          }
          assertEquals(
              frames.get(shown++).getRGB(4, 2), still(header, value.readAllBytes()).getRGB(4, 2));
        }
        default -> assertEquals("IEND", type);
      }
    }
    assertEquals(
        List.of("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"), types);
  }

  private static BufferedImage still(byte[] header, byte[] pixels) throws IOException {
    new InflaterInputStream(new ByteArrayInputStream(pixels)).readAllBytes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0x89504e470d0a1a0aL);
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", pixels);
    chunk(out, "IEND", new byte[0]);
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.US_ASCII));
    sum.update(data);
    out.writeInt(data.length);
    out.writeBytes(type);
    out.write(data);
    out.writeInt((int) sum.getValue());
  }

  @Test
  void framesOfOneSizeAndATimeAreNeeded() {
    BufferedImage other = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
    assertThrows(IllegalArgumentException.class, () -> AnimatedPng.of(List.of(), 200));
    assertThrows(
        IllegalArgumentException.class, () -> AnimatedPng.of(List.of(frame(0), other), 200));
    assertThrows(IllegalArgumentException.class, () -> AnimatedPng.of(List.of(frame(0)), 0));
  }

  @Test
  void aStripHasTheFramesSideBySide() {
    PixelImage dark = new PixelImage(1, 1, new float[] {-1, -1, -1});
    PixelImage bright = new PixelImage(1, 1, new float[] {1, 1, 1});
    BufferedImage strip = Pictures.of(Pictures.strip(List.of(dark, bright)));
    assertEquals(2, strip.getWidth());
    assertEquals(0xff000000, strip.getRGB(0, 0));
    assertEquals(0xffffffff, strip.getRGB(1, 0));
  }
}
