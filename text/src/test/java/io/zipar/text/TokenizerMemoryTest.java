/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.models.text.TextTokenizer;
import io.zipar.testkit.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tokenizer holds outside of the heap is freed when it is closed. */
class TokenizerMemoryTest {
  private static final int WORDS = 1000;

  @TempDir Path folder;

  @Test
  void aThousandOpenedAndClosedLeaveNothingBehind() throws IOException {
    write();
    ResidentMemory memory = ResidentMemory.afterWarmUp(this::openAndClose, 200);
    long growth = memory.growthOver(this::openAndClose, 1000);
    assertTrue(growth < ResidentMemory.TOLERANCE, "grew by " + growth + " bytes");
  }

  @Test
  void aClosedTokenizerIsRefusedAndMayBeClosedAgain() throws IOException {
    write();
    TextTokenizer tokenizer = new HuggingFaceTokenizers().open(folder).orElseThrow();
    assertArrayEquals(new int[] {7}, tokenizer.encode("word7"));
    tokenizer.close();
    tokenizer.close();
    assertThrows(IllegalStateException.class, () -> tokenizer.encode("word7"));
  }

  private void openAndClose() {
    try (TextTokenizer tokenizer = new HuggingFaceTokenizers().open(folder).orElseThrow()) {
      tokenizer.encode("word7");
    }
  }

  /** Large enough that a thousand that stay are hundreds of megabytes. */
  private void write() throws IOException {
    String words =
        IntStream.range(0, WORDS)
            .mapToObj(number -> "\"word" + number + "\":" + number)
            .collect(Collectors.joining(","));
    Files.writeString(
        folder.resolve("tokenizer.json"),
        "{\"version\":\"1.0\",\"pre_tokenizer\":{\"type\":\"WhitespaceSplit\"},\"model\":"
            + "{\"type\":\"WordLevel\",\"unk_token\":\"word0\",\"vocab\":{"
            + words
            + "}}}");
  }
}
