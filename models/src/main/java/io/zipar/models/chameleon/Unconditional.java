/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.OptionSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What stands before the image in the unconditional lane, unless a negative prompt does. */
enum Unconditional {
  /** Nothing, as Lumina-mGPT was published: the lane begins with the begin-of-image token. */
  IMAGE_START,
  /**
   * As the authors of ZipAR run it: the begin of the sequence and padding, as long as the prompt,
   * which keeps both lanes at the same positions.
   */
  PADDED_PROMPT;

  static final String OPTION = "unconditional";

  static OptionSpec spec() {
    return OptionSpec.choice(
        OPTION,
        List.of(IMAGE_START.label(), PADDED_PROMPT.label()),
        IMAGE_START.label(),
        "what guidance leads away from: the image alone, as published, or a prompt of padding, as"
            + " the authors of ZipAR run it");
  }

  static Unconditional of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(OPTION + " " + label));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
