/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import io.zipar.OptionValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
  @Test
  void aBackendThatHasNoneSaysSo() {
    ModelBackend backend = new Plain();
    OptionValues options = OptionValues.of("backend", List.of(), Map.of());
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> backend.openTextEncoder(() -> "flan-t5-xl", options));
    assertEquals(
        "backend 'plain' runs no text encoders, and cannot open flan-t5-xl", refusal.getMessage());
  }

  private static final class Plain implements ModelBackend {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public String summary() {
      return "has what every backend has";
    }

    @Override
    public TokenModel openModel(ModelSource source, OptionValues options) {
      throw new UnsupportedOperationException("not needed");
    }

    @Override
    public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
      throw new UnsupportedOperationException("not needed");
    }
  }
}
