/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.network.ImageTokenizerNetwork;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackgroundImageTokenizerTest {
  private static final Path PATH = Path.of("vq.safetensors");

  @Test
  void isClosedWithTheFilesItOpenedEvenIfNobodyAskedForThem() {
    Files files = new Files();
    try (BackgroundImageTokenizer ahead =
        new BackgroundImageTokenizer(Optional.of(PATH), path -> files)) {
      assertEquals(Optional.of(PATH), ahead.path());
      assertFalse(files.closed);
    }
    assertTrue(files.closed);
  }

  @Test
  void whatOpeningThrowsIsThrownWhereTheFilesAreAskedFor() {
    InvalidInputException broken = new InvalidInputException("vq.safetensors: broken");
    try (BackgroundImageTokenizer ahead =
        new BackgroundImageTokenizer(
            Optional.of(PATH),
            path -> {
              throw broken;
            })) {
      assertSame(broken, assertThrows(InvalidInputException.class, ahead::source));
    }
  }

  @Test
  void withoutFilesThereIsNothingToOpen() {
    try (BackgroundImageTokenizer ahead =
        new BackgroundImageTokenizer(
            Optional.empty(),
            path -> {
              throw new AssertionError("opened " + path);
            })) {
      assertEquals(Optional.empty(), ahead.source());
    }
  }

  private static final class Files implements ImageTokenizerSource {
    private volatile boolean closed;

    @Override
    public String describe() {
      return "vq.safetensors";
    }

    @Override
    public ImageTokenizerNetwork network() {
      throw new AssertionError("nobody asks for it");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
