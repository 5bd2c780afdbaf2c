/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.digest;

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
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
