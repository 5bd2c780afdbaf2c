/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.models.text.TextTokenizer;
import io.zipar.testkit.ResidentMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tokenizer holds outside of the heap is freed when it is closed. */
class TokenizerMemoryTest {
  private static final int WORDS = 4000;

  @TempDir Path folder;

  /**
   * They are referred to after they were closed, so that it is not the garbage collector that frees
   * them.
   */
  @Test
  void aThousandOpenedAndClosedLeaveNothingBehind() throws IOException {
    write();
    TokenizerFile file = TokenizerFile.read(folder.resolve("tokenizer.json"));
    List<TextTokenizer> closed = new ArrayList<>();
    Runnable openAndClose =
        () -> {
          try (TextTokenizer tokenizer = NativeTokenizer.open(file)) {
            closed.add(tokenizer);
          }
        };
    ResidentMemory memory = ResidentMemory.afterWarmUp(openAndClose, 200);
    long growth = memory.growthOver(openAndClose, 1000);
    assertTrue(growth < ResidentMemory.TOLERANCE, "grew by " + growth + " bytes");
    assertEquals(1200, closed.size());
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

  /** Large enough that a thousand that stay are many hundreds of megabytes. */
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
