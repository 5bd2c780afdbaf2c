/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.OptionSpec;
import io.zipar.models.Architecture;
import io.zipar.models.network.VectorQuantizer;
import java.util.List;
import java.util.Optional;

/**
 * A family of models: says what its networks are, given the tensors of a checkpoint. It opens no
 * file; the loader does, and hands over tensors and configuration. Found by {@link
 * java.util.ServiceLoader}, so that a jar beside ours can bring another family. Implementations are
 * immutable and safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface ModelFamily {
  /**
   * The name of the family.
   *
   * @return lower case letters, digits and hyphens, for example {@code llamagen}
   */
  String name();

  /**
   * The published sizes.
   *
   * @return architectures whose names no other family uses, in the order in which to show them
   */
  List<Architecture> architectures();

  /**
   * Says what networks the family has, for users without a checkpoint.
   *
   * @return the kinds, in the order in which to show them
   */
  default List<NetworkKind> kinds() {
    return List.of();
  }

  /**
   * Declares what a user may choose when a transformer of this family is opened.
   *
   * @return the options, in the order in which to show them; their values come with the checkpoint
   */
  default List<OptionSpec> options() {
    return List.of();
  }

  /**
   * Tells whether the checkpoint holds a transformer of this family, also one that is incomplete or
   * of a variant that {@link #transformer} will refuse with a better message.
   *
   * @param checkpoint an open checkpoint
   * @return whether to call {@link #transformer} for it
   */
  boolean recognisesTransformer(Checkpoint checkpoint);

  /**
   * Describes the transformer of a checkpoint and checks every weight against its sizes.
   *
   * @param checkpoint an open checkpoint
   * @param architecture the size that the user named, one of {@link #architectures()}
   * @return network and weights; the weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing or of the wrong shape, or the
   *     sizes cannot be told
   */
  Transformer transformer(Checkpoint checkpoint, Optional<Architecture> architecture);

  /**
   * Lists the tensors of a published size, for a model of random weights.
   *
   * @param architecture one of {@link #architectures()}
   * @return the tensors that {@link #transformer} asks for
   */
  List<TensorSpec> tensors(Architecture architecture);

  /**
   * Tells whether the checkpoint holds an image tokenizer of this family.
   *
   * @param checkpoint an open checkpoint
   * @return whether to call {@link #tokenizer} for it
   */
  default boolean recognisesTokenizer(Checkpoint checkpoint) {
    return false;
  }

  /**
   * Describes the image tokenizer of a checkpoint and checks every weight.
   *
   * @param checkpoint an open checkpoint that {@link #recognisesTokenizer} accepted
   * @return the tokenizer; its weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing or of the wrong shape
   */
  default VectorQuantizer tokenizer(Checkpoint checkpoint) {
    throw new UnsupportedOperationException("family " + name() + " has no image tokenizer");
  }

  /**
   * Tells whether the checkpoint holds a text encoder of this family, also one of a variant that
   * {@link #textEncoder} will refuse with a better message.
   *
   * @param checkpoint an open checkpoint
   * @return whether to call {@link #textEncoder} for it
   */
  default boolean recognisesTextEncoder(Checkpoint checkpoint) {
    return false;
  }

  /**
   * Describes the text encoder of a checkpoint and checks every weight.
   *
   * @param checkpoint an open checkpoint that {@link #recognisesTextEncoder} accepted
   * @return network and weights; the weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing or of the wrong shape, or the
   *     sizes cannot be told
   */
  default TextEncoderParts textEncoder(Checkpoint checkpoint) {
    throw new UnsupportedOperationException("family " + name() + " has no text encoder");
  }
}
