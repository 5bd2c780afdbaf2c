/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.CaptionFeatures;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TextConditioningTest {
  @Test
  void aPromptIsAValue() {
    int[] tokens = {1, 2, 3};
    PromptTokens prompt = PromptTokens.of(tokens).withNegative(4);
    tokens[0] = 9;
    prompt.tokens()[1] = 9;
    prompt.negative().orElseThrow()[0] = 9;
    assertArrayEquals(new int[] {1, 2, 3}, prompt.tokens());
    assertEquals(new PromptTokens(new int[] {1, 2, 3}, Optional.of(new int[] {4})), prompt);
    assertEquals(PromptTokens.of(1, 2, 3).withNegative(4).hashCode(), prompt.hashCode());
    assertNotEquals(PromptTokens.of(1, 2, 3), prompt);
    assertNotEquals(PromptTokens.of(1, 2).withNegative(4), prompt);
    assertEquals("a prompt of 3 tokens, a negative one of 1", prompt.describe());
    assertEquals("a prompt of 1 token", PromptTokens.of(7).toString());
  }

  @Test
  void anEmptyPromptIsRefused() {
    assertEquals("the prompt has no token", refusal(() -> PromptTokens.of()));
    assertEquals(
        "the negative prompt has no token", refusal(() -> PromptTokens.of(1).withNegative()));
  }

  @Test
  void aCaptionIsAValue() {
    float[] values = {1, 2, 3, 4};
    boolean[] valid = {true, false};
    CaptionFeatures caption = new CaptionFeatures(2, values, valid);
    values[0] = 9;
    valid[1] = true;
    caption.values()[1] = 9;
    caption.valid()[0] = false;
    CaptionFeatures same =
        new CaptionFeatures(2, new float[] {1, 2, 3, 4}, new boolean[] {true, false});
    assertEquals(same, caption);
    assertEquals(same.hashCode(), caption.hashCode());
    assertNotEquals(new CaptionFeatures(2, new float[4], new boolean[] {true, false}), caption);
    assertEquals("a caption of 2 rows of 2 features", caption.toString());
  }

  @Test
  void aCaptionThatCannotBeIsRefused() {
    assertEquals(
        "3 caption features are not 2 rows of 2 values",
        refusal(() -> new CaptionFeatures(2, new float[3], new boolean[2])));
    assertEquals(
        "no row of the caption features is valid",
        refusal(() -> new CaptionFeatures(2, new float[4], new boolean[2])));
    boolean[] first = {true, false};
    assertEquals(
        "the caption feature NaN in row 0 is not finite",
        refusal(() -> new CaptionFeatures(2, new float[] {0, Float.NaN, 0, 0}, first)));
    new CaptionFeatures(2, new float[] {0, 0, Float.NaN, 0}, first);
  }

  private static String refusal(Executable call) {
    return assertThrows(InvalidInputException.class, call).getMessage();
  }
}
