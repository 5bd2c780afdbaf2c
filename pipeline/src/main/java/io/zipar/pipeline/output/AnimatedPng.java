/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Moving pictures as an animated PNG file: browsers show it moving, and a program that knows plain
 * PNG alone shows the first frame. It runs without end. Stateless.
 */
@ApiStatus.Experimental(since = "0.1")
public final class AnimatedPng {
  private static final int SIGNATURE_BYTES = 8;
  private static final int MILLIS = 1000;

  private AnimatedPng() {}

  /**
   * A video as a file.
   *
   * @param frames in order of time, at least one, all of one size and kind
   * @param millis how long each is shown, from 1 to 65535 thousandths of a second
   * @return its content
   * @throws IllegalArgumentException if there is no frame, the sizes differ or the time is outside
   *     its range
   */
  public static OutputFile of(List<BufferedImage> frames, int millis) {
    List<BufferedImage> all = List.copyOf(frames);
    if (all.isEmpty() || millis < 1 || millis > 0xffff) {
      throw new IllegalArgumentException(all.size() + " frames of " + millis + " ms");
    }
    BufferedImage first = all.get(0);
    for (BufferedImage frame : all) {
      if (frame.getWidth() != first.getWidth() || frame.getHeight() != first.getHeight()) {
        throw new IllegalArgumentException("frames of different sizes");
      }
    }
    return target -> write(all, millis, target);
  }

  private static void write(List<BufferedImage> frames, int millis, OutputStream target)
      throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    int sequence = 0;
    for (int frame = 0; frame < frames.size(); frame++) {
      byte[] png = encoded(frames.get(frame));
      List<Chunk> chunks = chunks(png);
      if (frame == 0) {
        out.write(png, 0, SIGNATURE_BYTES);
        // What stands before the pixels, such as the palette, is that of the first frame.
        for (Chunk chunk : chunks) {
          if (chunk.is("IDAT")) {
            break;
          }
          chunk.writeTo(out);
        }
        new Chunk("acTL", ints(frames.size(), 0)).writeTo(out);
      }
      new Chunk("fcTL", control(sequence++, frames.get(frame), millis)).writeTo(out);
      for (Chunk chunk : chunks) {
        if (chunk.is("IDAT") && frame == 0) {
          chunk.writeTo(out);
        } else if (chunk.is("IDAT")) {
          new Chunk("fdAT", joined(ints(sequence++), chunk.data())).writeTo(out);
        }
      }
    }
    new Chunk("IEND", new byte[0]).writeTo(out);
    out.flush();
  }

  private static byte[] encoded(BufferedImage frame) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Pictures.png(frame).writeTo(bytes);
    return bytes.toByteArray();
  }

  private static byte[] control(int sequence, BufferedImage frame, int millis) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(ints(sequence, frame.getWidth(), frame.getHeight(), 0, 0));
    out.writeShort(millis);
    out.writeShort(MILLIS);
    // Nothing is done to the frame before, and this one replaces it.
    out.writeShort(0);
    return bytes.toByteArray();
  }

  private static byte[] ints(int... values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int value : values) {
      out.writeInt(value);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = new byte[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static List<Chunk> chunks(byte[] png) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(png, SIGNATURE_BYTES, png.length - SIGNATURE_BYTES));
    List<Chunk> chunks = new ArrayList<>();
    while (in.available() > 0) {
      int length = in.readInt();
      String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
      chunks.add(new Chunk(type, in.readNBytes(length)));
      in.readInt();
    }
    return chunks;
  }

  private record Chunk(String type, byte[] data) {
    boolean is(String name) {
      return type.equals(name);
    }

    void writeTo(DataOutputStream out) throws IOException {
      byte[] name = type.getBytes(StandardCharsets.US_ASCII);
      CRC32 sum = new CRC32();
      sum.update(name);
      sum.update(data);
      out.writeInt(data.length);
      out.write(name);
      out.write(data);
      out.writeInt((int) sum.getValue());
    }
  }
}
