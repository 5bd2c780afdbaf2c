/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names content. */
final class Digests {
  private static final int DIGITS = 16;

  private Digests() {}

  /** The first 16 hexadecimal digits of the SHA-256. */
  static String of(byte[] content) {
    return full(content).substring(0, DIGITS);
  }

  /** The SHA-256 in hexadecimal digits. */
  static String full(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
