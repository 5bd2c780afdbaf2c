/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.StillGrid;
import io.zipar.models.text.TextTokenizer;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;
import java.util.Map;

/**
 * A language model that paints: text and image tokens in one sequence, an end-of-line token behind
 * every row unless the family says otherwise. What prompts look like is the family's to say.
 * Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class LanguageNetwork implements TransformerNetwork {
  private final String describe;
  private final LlamaSizes llama;
  private final TransformerSizes sizes;
  private final TokenNumbering tokens;

  /**
   * Describes a network whose image tokens are in the vocabulary of prompts.
   *
   * @param describe a few words
   * @param llama the sizes
   * @param tokens image tokens, and behind them the end-of-line token if there is one
   */
  protected LanguageNetwork(String describe, LlamaSizes llama, TokenNumbering tokens) {
    this(describe, llama, llama.sizes(), tokens);
  }

  /**
   * Describes a network whose image tokens have a vocabulary of their own.
   *
   * @param describe a few words
   * @param llama the sizes, with the vocabulary of prompts
   * @param sizes the same with the vocabulary of image tokens
   * @param tokens image tokens
   */
  protected LanguageNetwork(
      String describe, LlamaSizes llama, TransformerSizes sizes, TokenNumbering tokens) {
    this.describe = describe;
    this.llama = llama;
    this.sizes = sizes;
    this.tokens = tokens;
  }

  @Override
  public final String describe() {
    return describe;
  }

  @Override
  public final TransformerSizes sizes() {
    return sizes;
  }

  @Override
  public final TokenNumbering tokens() {
    return tokens;
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    StillGrid.require(grid, describe);
    if (tokens.size() == tokens.imageTokens()) {
      throw new InvalidInputException(
          describe + " paints no image: its vocabulary has no end-of-line token");
    }
    return SequenceLayout.withEndOfLine(grid, tokens.imageTokens());
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    prompt(conditioning);
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    return LineRotary.table(
        prefixSlots + layout.positions(), llama.sizes().headWidth(), llama.rotaryBase());
  }

  /**
   * Checks the kind of a conditioning, and its tokens by {@link #checkPrompt}.
   *
   * @param conditioning of an image
   * @return the prompt
   * @throws InvalidInputException if it is of another kind or a token is wrong
   */
  protected final PromptTokens prompt(Conditioning conditioning) {
    if (!(conditioning instanceof PromptTokens prompt)) {
      throw new InvalidInputException(
          conditioning.describe() + ": " + describe + " is conditioned by a prompt alone");
    }
    check(prompt.tokens(), "the prompt");
    prompt.negative().ifPresent(negative -> check(negative, "the negative prompt"));
    return prompt;
  }

  /**
   * Checks that a text tokenizer is this network's, as far as it tells.
   *
   * @param tokenizer any
   * @param markers numbers of the special tokens of a prompt, by their names
   * @throws InvalidInputException if it is another's
   */
  public final void checkTokenizer(TextTokenizer tokenizer, Map<String, Integer> markers) {
    tokenizer
        .vocabulary()
        .ifPresent(own -> own.requireBelongsTo(describe, llama.sizes().vocabulary(), markers));
  }

  private void check(int[] ids, String what) {
    for (int id : ids) {
      if (id < 0 || id >= llama.sizes().vocabulary()) {
        throw new InvalidInputException(
            "token "
                + id
                + " of "
                + what
                + " is not in 0 ... "
                + (llama.sizes().vocabulary() - 1)
                + ", the vocabulary of "
                + describe);
      }
    }
    checkPrompt(ids, what);
  }

  /**
   * Checks what the family asks of a prompt.
   *
   * @param ids tokens of the vocabulary, at least one
   * @param what which prompt, for the error
   * @throws InvalidInputException if the family cannot take it
   */
  protected abstract void checkPrompt(int[] ids, String what);

  /**
   * Makes the input of a prefix whose tokens attend to none behind them.
   *
   * @param ids tokens of the vocabulary
   * @param layout what follows
   * @return the prefix
   * @throws InvalidInputException if both together are longer than the network can be
   */
  protected final PrefixInput tokens(int[] ids, SequenceLayout layout) {
    return tokens(ids, 0, layout);
  }

  /**
   * Makes the input of a prefix.
   *
   * @param ids tokens of the vocabulary
   * @param mutual how many of the first attend to each other in both directions
   * @param layout what follows
   * @return the prefix
   * @throws InvalidInputException if both together are longer than the network can be
   */
  protected final PrefixInput tokens(int[] ids, int mutual, SequenceLayout layout) {
    requireRoom(ids, layout);
    return new PrefixInput.Tokens(ids, mutual);
  }

  /**
   * What stands before an unconditional image, for a network that has no such prefix of its own.
   *
   * @param prompt of the image
   * @return its negative prompt
   * @throws InvalidInputException if it has none
   */
  protected final int[] requireNegative(PromptTokens prompt) {
    return prompt
        .negative()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    prompt.describe()
                        + ": with guidance "
                        + describe
                        + " needs a negative prompt"));
  }

  /**
   * Checks that prefix and image are no longer than the network can be.
   *
   * @param ids tokens of the prefix
   * @param layout what follows
   * @throws InvalidInputException if they are
   */
  protected final void requireRoom(int[] ids, SequenceLayout layout) {
    long needed = (long) ids.length + layout.positions();
    if (needed > llama.maxPositions()) {
      throw new InvalidInputException(
          "a prompt of "
              + ids.length
              + " tokens and grid "
              + layout.grid()
              + " take "
              + needed
              + " positions, but "
              + describe
              + " has max_position_embeddings "
              + llama.maxPositions());
    }
  }
}
