/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names of files that are there for a while only: nobody can guess them. */
public final class FreshName {
  private static final Path SOURCE = Path.of("/dev/urandom");
  private static final int BYTES = 16;

  private FreshName() {}

  /**
   * Makes a name.
   *
   * @param prefix its beginning
   * @return the prefix and 32 hexadecimal digits
   */
  public static String of(String prefix) {
    return prefix + HexFormat.of().formatHex(random());
  }

  /** The system's source, where it can be read: the JDK takes long to look for its own. */
  private static byte[] random() {
    try (InputStream source = Files.newInputStream(SOURCE)) {
      byte[] random = source.readNBytes(BYTES);
      if (random.length == BYTES) {
        return random;
      }
    } catch (IOException e) {
      return new SecureRandom().generateSeed(BYTES);
    }
    return new SecureRandom().generateSeed(BYTES);
  }
}
