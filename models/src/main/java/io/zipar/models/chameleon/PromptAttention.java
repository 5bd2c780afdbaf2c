/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.OptionSpec;
import java.util.List;

/** What the tokens of a prompt see of it. */
enum PromptAttention {
  /** What stands before them, as the model was trained. */
  CAUSAL("causal"),
  /**
   * All of the prompt, as the code of ZipAR's authors has it: its attention is computed by one
   * implementation while the mask is left to another, so that the prompt runs without a mask.
   */
  BIDIRECTIONAL("bidirectional");

  static final String OPTION = "prompt-attention";

  private final String label;

  PromptAttention(String label) {
    this.label = label;
  }

  static OptionSpec spec() {
    return OptionSpec.choice(
        OPTION,
        List.of(CAUSAL.label, BIDIRECTIONAL.label),
        CAUSAL.label,
        "what a prompt's tokens see of it: those before them, as in training, or all, to reproduce"
            + " what the code of ZipAR's authors does");
  }

  static PromptAttention of(String label) {
    return label.equals(BIDIRECTIONAL.label) ? BIDIRECTIONAL : CAUSAL;
  }

  /** How many tokens of a prompt see each other in both directions. */
  int mutual(int promptLength) {
    return this == BIDIRECTIONAL ? promptLength : 0;
  }
}
