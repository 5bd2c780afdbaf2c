/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import java.io.EOFException;
import java.io.IOException;

/**
 * What the markers of a JPEG file tell.
 *
 * @param size in pixels
 * @param components how many samples a pixel has: 1 grey, 3 colour, 4 ink
 * @param isLuminanceAndChroma whether the first three are not the colours themselves
 * @param orientation how the camera was held, as EXIF counts it: 1 upright
 */
record JpegHeader(PictureSize size, int components, boolean isLuminanceAndChroma, int orientation) {
  private static final int MARKER = 0xff;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int EXIF = 6;
  private static final int ADOBE_TRANSFORM = 11;
  private static final int UNTOLD = -1;

  /** Progressive files have some ten; each goes over all pixels. */
  private static final int MOST_SCANS = 100;

  /**
   * Reads all markers up to the end of the picture, which has to be there.
   *
   * @throws EOFException if the file ends before
   */
  static JpegHeader read(byte[] bytes) throws IOException {
    Scanner scanner = new Scanner(bytes);
    scanner.run();
    return scanner.header();
  }

  /** Goes from marker to marker. */
  private static final class Scanner {
    private final byte[] bytes;
    private int at = 2;
    private PictureSize size;
    private int components;
    private String letters = "";
    private boolean jfif;
    private int orientation = 1;
    private int transform = UNTOLD;

    Scanner(byte[] bytes) {
      this.bytes = bytes;
    }

    void run() throws IOException {
      int scans = 0;
      while (true) {
        int marker = marker();
        if (marker == END) {
          return;
        }
        boolean alone = marker == 0x01 || marker >= 0xd0 && marker <= 0xd7;
        if (alone) {
          continue;
        }
        int length = unsigned(at) << Byte.SIZE | unsigned(at + 1);
        if (length < 2) {
          throw new IOException("it has a segment of " + length + " bytes");
        }
        if (at + length > bytes.length) {
          throw new EOFException();
        }
        segment(marker, at + 2, length - 2);
        at += length;
        if (marker == SCAN) {
          if (++scans > MOST_SCANS) {
            throw new IOException("it has more than " + MOST_SCANS + " scans");
          }
          skipScan();
        }
      }
    }

    private int marker() throws IOException {
      while (unsigned(at) != MARKER) {
        at++;
      }
      while (unsigned(at) == MARKER) {
        at++;
      }
      return unsigned(at++);
    }

    /** Over packed data, in which 0xff is followed by zero or a restart. */
    private void skipScan() throws IOException {
      while (true) {
        while (unsigned(at) != MARKER) {
          at++;
        }
        int next = unsigned(at + 1);
        if (next != 0 && !(next >= 0xd0 && next <= 0xd7)) {
          return;
        }
        at += 2;
      }
    }

    private void segment(int marker, int begin, int length) throws IOException {
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
        frame(begin, length);
      } else if (marker == APP0 && length >= 4 && text(begin, 4).equals("JFIF")) {
        jfif = true;
      } else if (marker == APP1 && length > EXIF && text(begin, EXIF).equals("Exif\0\0")) {
        orientation = Orientation.of(bytes, begin + EXIF, begin + length);
      } else if (marker == APP14 && length > ADOBE_TRANSFORM && text(begin, 5).equals("Adobe")) {
        transform = unsigned(begin + ADOBE_TRANSFORM);
      }
    }

    private void frame(int begin, int length) throws IOException {
      if (size != null) {
        throw new IOException("it has two headers");
      }
      if (length < 6 || length < 6 + 3 * unsigned(begin + 5)) {
        throw new IOException("its header is cut short");
      }
      if (unsigned(begin) != Byte.SIZE) {
        throw new IOException(
            "it has " + unsigned(begin) + " bits a sample, which is not supported");
      }
      size =
          new PictureSize(
              unsigned(begin + 3) << Byte.SIZE | unsigned(begin + 4),
              unsigned(begin + 1) << Byte.SIZE | unsigned(begin + 2));
      components = unsigned(begin + 5);
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < components; i++) {
        names.append((char) unsigned(begin + 6 + 3 * i));
      }
      letters = names.toString();
    }

    JpegHeader header() throws IOException {
      if (size == null) {
        throw new IOException("it has no header");
      }
      if (components != 1 && components != 3 && components != 4) {
        throw new IOException("it has " + components + " samples a pixel");
      }
      boolean chroma =
          switch (components) {
            case 1 -> false;
            case 3 -> jfif || (transform == UNTOLD ? !letters.equals("RGB") : transform != 0);
            default -> transform > 0;
          };
      return new JpegHeader(size, components, chroma, orientation);
    }

    private int unsigned(int index) throws IOException {
      if (index >= bytes.length) {
        throw new EOFException();
      }
      return bytes[index] & 0xff;
    }

    private String text(int begin, int length) {
      return new String(bytes, begin, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }
}
