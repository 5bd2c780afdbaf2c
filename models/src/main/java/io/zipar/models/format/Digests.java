/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names content. Stateless. */
public final class Digests {
  private static final int DIGITS = 16;

  private Digests() {}

  /**
   * Names it shortly.
   *
   * @param content what is named
   * @return the first 16 hexadecimal digits of its SHA-256
   */
  public static String of(byte[] content) {
    return full(content).substring(0, DIGITS);
  }

  /**
   * Names it.
   *
   * @param content what is named
   * @return its SHA-256 in hexadecimal digits
   */
  public static String full(byte[] content) {
    return HexFormat.of().formatHex(begin().digest(content));
  }

  /**
   * Begins to name content that comes piece by piece.
   *
   * @return a SHA-256 of nothing yet, of one thread
   */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Names what came, shortly.
   *
   * @param digest begun here; it is as new afterwards
   * @return the first 16 hexadecimal digits of its SHA-256
   */
  public static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
