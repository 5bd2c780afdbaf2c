/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.llama.LlamaSizes;

/**
 * The sizes of a Janus.
 *
 * @param llama the language model, whose vocabulary is that of prompts
 * @param codes number of image tokens
 * @param codeWidth width of the row that stands for an image token
 * @param headWidth width of the layer between the stream and the logits
 * @param grid that it was trained for
 */
record JanusSizes(LlamaSizes llama, int codes, int codeWidth, int headWidth, Grid grid) {
  /** Those of the network: what is fed are image tokens, prompts come from a table of theirs. */
  TransformerSizes network() {
    TransformerSizes sizes = llama.sizes();
    return new TransformerSizes(
        sizes.layers(),
        sizes.width(),
        sizes.heads(),
        sizes.keyValueHeads(),
        sizes.headWidth(),
        sizes.feedForwardWidth(),
        codes,
        sizes.normEpsilon());
  }
}
