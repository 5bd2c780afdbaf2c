/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import io.zipar.models.text.TextTokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What an encoder of text is, for a backend to execute. Every block is x + attention(norm(x)), then
 * x + feedForward(norm(x)), the norms being RMSNorms. All tokens of a text attend to all of them;
 * scores are query times key without any scale, plus the bias of the head for the bucket of the
 * distance, the same in all blocks. The feed-forward is down(gelu(gate(x)) up(x)), the GELU being
 * {@code 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}. The features are the stream after a
 * final RMSNorm. Matrices have no biases. Activations can exceed float16. Immutable, safe for
 * several threads.
 *
 * @param describe a few words, for example {@code Flan-T5, 1223M parameters}
 * @param sizes the sizes of the matrices; there are as many key/value heads as heads
 * @param buckets of distances
 * @param endToken number of the token that ends a text
 */
@ApiStatus.Experimental(since = "0.1")
public record TextEncoderNetwork(
    String describe, TransformerSizes sizes, PositionBuckets buckets, int endToken) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if heads share keys or the last token is not in the vocabulary
   */
  public TextEncoderNetwork {
    Objects.requireNonNull(describe, "describe");
    Objects.requireNonNull(buckets, "buckets");
    if (sizes.keyValueHeads() != sizes.heads()) {
      throw new IllegalArgumentException("the heads of an encoder do not share keys");
    }
    if (endToken < 0 || endToken >= sizes.vocabulary()) {
      throw new IllegalArgumentException("end token " + endToken + " is not in the vocabulary");
    }
  }

  /**
   * Makes the input for a text: its tokens and the one that ends it.
   *
   * @param tokenizer of the checkpoint
   * @param text any text
   * @return at least one token
   * @throws InvalidInputException if the tokenizer cannot express the text
   */
  public int[] tokens(TextTokenizer tokenizer, String text) {
    int[] words = tokenizer.encode(text);
    int[] tokens = Arrays.copyOf(words, words.length + 1);
    tokens[words.length] = endToken;
    return tokens;
  }

  /**
   * Shortens an input to what a model takes: the first tokens and the one that ends it.
   *
   * @param tokens of {@link #tokens}
   * @param most the most that there may be, at least 1
   * @return the same tokens where they are not too many
   */
  public int[] shortened(int[] tokens, int most) {
    if (tokens.length <= most) {
      return tokens;
    }
    int[] kept = Arrays.copyOf(tokens, most);
    kept[most - 1] = endToken;
    return kept;
  }

  /**
   * Checks inputs before they are encoded.
   *
   * @param texts tokens of each
   * @throws InvalidInputException if one is empty or a token is outside the vocabulary
   */
  public void check(List<int[]> texts) {
    for (int[] tokens : texts) {
      if (tokens.length == 0) {
        throw new InvalidInputException(describe + ": a text without tokens cannot be encoded");
      }
      for (int token : tokens) {
        if (token < 0 || token >= sizes.vocabulary()) {
          throw new InvalidInputException(
              describe
                  + ": token "
                  + token
                  + " is not in its vocabulary 0 ... "
                  + (sizes.vocabulary() - 1)
                  + "; is the tokenizer that of another model?");
        }
      }
    }
  }
}
