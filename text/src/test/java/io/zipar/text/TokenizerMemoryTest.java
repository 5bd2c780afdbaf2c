/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.fixtures.Fixtures;
import io.zipar.models.text.TextTokenizer;
import io.zipar.testkit.ResidentMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A tokenizer that is closed leaves nothing behind, however many were opened before it. */
class TokenizerMemoryTest {
  private static final int TOKENIZERS = 1_000;
  private static final int WARM_UP = 50;

  private final HuggingFaceTokenizers format = new HuggingFaceTokenizers();

  @Test
  void residentMemoryStaysFlatOverAThousandTokenizers() {
    Path folder = Fixtures.path("janus/janus-tiny");
    int expected = encodeOnce(folder);
    assertTrue(expected > 0);
    Runnable work = () -> assertEquals(expected, encodeOnce(folder));
    long growth = ResidentMemory.afterWarmUp(work, WARM_UP).growthOver(work, TOKENIZERS);
    assertTrue(
        growth < ResidentMemory.TOLERANCE, () -> "resident memory grew by " + growth + " bytes");
  }

  private int encodeOnce(Path folder) {
    try (TextTokenizer tokenizer = format.open(folder).orElseThrow()) {
      return tokenizer.encode("a red circle above a blue square").length;
    }
  }
}
