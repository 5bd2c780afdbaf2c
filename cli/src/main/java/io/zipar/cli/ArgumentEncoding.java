/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * What Java could not read of the arguments: it replaces it, and another picture would come out.
 */
final class ArgumentEncoding {
  private static final int LAST_ASCII = 127;

  private ArgumentEncoding() {}

  /** Says what cannot be trusted, where arguments are read in another encoding than UTF-8. */
  static Optional<String> complaint(String[] args) {
    return complaint(args, System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  static Optional<String> complaint(String[] args, String encoding) {
    if (isUtf8(encoding)) {
      return Optional.empty();
    }
    for (int i = 0; i < args.length; i++) {
      if (args[i].chars().anyMatch(each -> each > LAST_ASCII)) {
        return Optional.of(
            "argument "
                + (i + 1)
                + " is not ASCII, and Java reads arguments as "
                + encoding
                + " here; set LC_ALL to a locale of UTF-8 that the system has ('locale -a')");
      }
    }
    return Optional.empty();
  }

  private static boolean isUtf8(String encoding) {
    try {
      return Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return false;
    }
  }
}
