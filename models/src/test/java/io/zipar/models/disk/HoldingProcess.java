/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A process that clears a folder, begins a file there and never ends it; it says on its output when
 * it has begun.
 */
final class HoldingProcess {
  private HoldingProcess() {}

  /** Takes the target. */
  public static void main(String[] args) throws IOException {
    Path target = Path.of(args[0]);
    WholeFile.removeLeft(target.getParent());
    try (WholeFile file = WholeFile.beside(target)) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      System.out.write('\n');
      System.out.flush();
      System.in.readAllBytes();
    }
  }
}
