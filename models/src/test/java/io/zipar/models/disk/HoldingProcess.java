/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A process that begins a file and never ends it; it says on its output when it has begun. */
final class HoldingProcess {
  private HoldingProcess() {}

  /** Takes the target. */
  public static void main(String[] args) throws IOException {
    try (WholeFile file = WholeFile.beside(Path.of(args[0]))) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      System.out.write('\n');
      System.out.flush();
      System.in.readAllBytes();
    }
  }
}
