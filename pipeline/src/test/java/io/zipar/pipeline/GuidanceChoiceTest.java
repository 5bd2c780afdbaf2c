/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import org.junit.jupiter.api.Test;

class GuidanceChoiceTest {
  private static Guidance over(String text, Guidance published) {
    return GuidanceChoice.parse(text).over(published);
  }

  @Test
  void aScaleKeepsThePublishedForm() {
    assertEquals(Guidance.scale(3.5), over("3.5", Guidance.scale(4)));
    assertEquals(Guidance.share(1, 3), over("3", Guidance.share(1, 4)));
    assertEquals(Guidance.rank(2, 3), over("3", Guidance.rank(2, 4)));
  }

  @Test
  void aFormIsThatWhateverIsPublished() {
    for (Guidance published : new Guidance[] {Guidance.OFF, Guidance.rank(1, 4)}) {
      assertEquals(Guidance.scale(4), over("constant:scale=4", published));
      assertEquals(Guidance.interval(4, 100), over("interval:scale=4,end=100", published));
      assertEquals(Guidance.interval(4, 0), over("interval:end=0,scale=4", published));
      assertEquals(Guidance.share(1, 4.5), over("share:first=1,last=4.5", published));
      assertEquals(Guidance.rank(4, 1), over("rank:first=4,last=1", published));
    }
  }

  @Test
  void othersAreRefusedInOneLine() {
    assertRefused("shar:first=1,last=2", "guidance 'shar:first=1,last=2' has an unknown form");
    assertRefused("four", "guidance 'four' has an unknown form");
    assertRefused("", "guidance '': '' is no number; write a scale, ");
    assertRefused("4,5", "guidance '4,5': '4,5' is no number");
    assertRefused("0.5", "guidance scale 0.5 is not");
    assertRefused("NaN", "guidance 'NaN' has an unknown form");
    assertRefused("share", "guidance 'share': share takes exactly first and last");
    assertRefused("share:first=1", "guidance 'share:first=1': share takes exactly");
    assertRefused("constant:scale=1,end=2", "constant takes exactly scale; write");
    assertRefused("rank:first=1,last=x", "'x' is no number");
    assertRefused("rank:first=0,last=2", "guidance scale 0.0 is not");
    assertRefused("interval:scale=2,end=1.5", "end is not -1 (all tokens) or a whole number");
    assertRefused("interval:scale=2,end=-2", "end is not -1 (all tokens) or a whole number");
    assertRefused("rank:first=1,first=2", "is given twice");
    assertRefused(":first=1", "names no");
  }

  private static void assertRefused(String text, String message) {
    String said =
        assertThrows(InvalidInputException.class, () -> GuidanceChoice.parse(text)).getMessage();
    assertEquals(true, said.contains(message), said);
    assertEquals(1, said.lines().count());
  }
}
