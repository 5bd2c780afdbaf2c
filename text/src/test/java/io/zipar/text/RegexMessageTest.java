/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.text.regex.BoundedRegex;
import io.zipar.text.regex.RegexException;
import org.junit.jupiter.api.Test;

class RegexMessageTest {
  /** The pattern is a checkpoint's: a message about it goes to a terminal. */
  @Test
  void whatDoesNotPrintIsReplaced() {
    RegexException refusal =
        assertThrows(RegexException.class, () -> BoundedRegex.of("\\p{L\n\u001b[2J}"));
    assertEquals("has the property 'L??[2J', which is not supported", refusal.getMessage());
  }
}
