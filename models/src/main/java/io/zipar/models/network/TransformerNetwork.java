/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.text.PromptTemplate;
import io.zipar.spi.DraftHead;
import io.zipar.spi.Lane;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder-only transformer over image tokens is, for a backend to execute. Every block adds
 * attention and a SwiGLU feed-forward to the stream, with an RMSNorm where {@link #normPlacement}
 * tells; attention scales by 1/sqrt(head width), after norming queries and keys where the weights
 * have a {@link TransformerWeights.HeadNorm} and rotating them by {@link #rotary}; a final RMSNorm
 * and the output follow. The blocks have no biases. Immutable, safe for several threads.
 *
 * <p>What is fed is numbered by {@link #tokens}, and the backend translates: it reads row {@link
 * TokenNumbering#id} of the token embedding, yields the logits of image tokens as the output has
 * them, and minus infinity for structural tokens.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TransformerNetwork {
  /**
   * Describes the network.
   *
   * @return a few words, for example {@code LlamaGen c2i GPT-L, 343M parameters}
   */
  String describe();

  /** Where a block has its RMSNorms. */
  enum NormPlacement {
    /** x + attention(norm(x)), then x + feedForward(norm(x)). */
    BEFORE,
    /** x + norm(attention(x)), then x + norm(feedForward(x)). */
    AFTER
  }

  /**
   * Where a block has its norms.
   *
   * @return before attention and feed-forward, unless it is said otherwise
   */
  default NormPlacement normPlacement() {
    return NormPlacement.BEFORE;
  }

  /**
   * What a layer takes.
   *
   * @param layer index of the layer
   * @return index of the layer whose output that is, less than its own; -1 for what is fed. The
   *     layer before it, unless it is said otherwise
   */
  default int inputOf(int layer) {
    return layer - 1;
  }

  /**
   * How many heads take part in the prediction of a target.
   *
   * @return 1; where a cell is predicted from its neighbours one for each direction: right, down,
   *     and where there are frames forth in time
   */
  default int predictionHeads() {
    return 1;
  }

  /**
   * What the query token at a target begins as.
   *
   * @param layout a layout of this network
   * @return the rows, exactly if the network predicts any cell
   */
  default Optional<QueryRows> queries(SequenceLayout layout) {
    return Optional.empty();
  }

  /**
   * The tokens of an image.
   *
   * @return their numbering; all tokens of the vocabulary, unless it is said otherwise
   */
  default TokenNumbering tokens() {
    return TokenNumbering.plain(sizes().vocabulary());
  }

  /**
   * How the network predicts, which decides by which strategies it can be driven. Known without
   * weights, so that a pairing that cannot work is refused before they are loaded.
   *
   * @return the successor of a position, unless it is said otherwise
   */
  default Prediction prediction() {
    return Prediction.SUCCESSOR;
  }

  /**
   * The draft heads that the network has besides.
   *
   * @return none, unless it is said otherwise
   */
  default List<DraftHead> draftHeads() {
    return List.of();
  }

  /**
   * The settings that the network is published with.
   *
   * @return no guidance and no filter, unless it is said otherwise
   */
  default GenerationDefaults defaults() {
    return GenerationDefaults.PLAIN;
  }

  /**
   * How a prompt in words becomes tokens.
   *
   * @return empty for a network that is not conditioned on {@link io.zipar.PromptTokens}
   */
  default Optional<PromptTemplate> promptTemplate() {
    return Optional.empty();
  }

  /**
   * The captions that the network takes, as a text encoder makes them.
   *
   * @return empty for a network that is not conditioned on {@link io.zipar.CaptionFeatures}
   */
  default Optional<CaptionShape> caption() {
    return Optional.empty();
  }

  /**
   * The sizes.
   *
   * @return the sizes of the matrices
   */
  TransformerSizes sizes();

  /**
   * The grid that the network was trained for.
   *
   * @return the default of a request
   */
  Grid defaultGrid();

  /**
   * Finds the grid for an aspect ratio, of the area that the network was trained for.
   *
   * @param width of the ratio, at least 1
   * @param height of the ratio, at least 1
   * @return a grid that {@link #layout} takes
   * @throws io.zipar.InvalidInputException if the network was trained for one shape alone
   */
  default Grid gridOfRatio(int width, int height) {
    throw new InvalidInputException(
        "ratio "
            + width
            + ":"
            + height
            + ": "
            + describe()
            + " was trained for "
            + defaultGrid()
            + " tokens alone; another grid must be asked for by rows and columns");
  }

  /**
   * Lays a grid out.
   *
   * @param grid the wanted grid
   * @return the layout
   * @throws io.zipar.InvalidInputException if the network cannot paint this grid
   */
  SequenceLayout layout(Grid grid);

  /**
   * Checks that an image can be conditioned so.
   *
   * @param conditioning what the image is to show
   * @throws io.zipar.InvalidInputException if it is of the wrong kind or out of range
   */
  void checkConditioning(Conditioning conditioning);

  /**
   * Some conditioning that {@link #checkConditioning} takes, by which to measure how long passes
   * take without a wish for a picture.
   *
   * @return class 0, unless it is said otherwise
   */
  default Conditioning example() {
    return new ClassLabel(0);
  }

  /**
   * Makes a lane's prefix.
   *
   * @param lane conditioning and role
   * @param layout a layout of this network, which may be part of the prefix
   * @return the input of the prefix slots
   * @throws io.zipar.InvalidInputException if the conditioning is of the wrong kind or out of
   *     range, or prefix and grid together are longer than the network can be
   */
  PrefixInput prefix(Lane lane, SequenceLayout layout);

  /**
   * Computes the rotary angles.
   *
   * @param layout a layout of this network
   * @param prefixSlots number of prefix slots of the lane
   * @return a table of prefixSlots + positions slots
   */
  RotaryTable rotary(SequenceLayout layout, int prefixSlots);
}
