/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;

/**
 * What the families of transformers, of image tokenizers and of text encoders have in common: they
 * recognise a checkpoint of theirs. A family opens no file; the loader does, and hands over tensors
 * and configuration. Found by {@link java.util.ServiceLoader}, so that a jar beside ours can bring
 * another family. Implementations are immutable and safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public sealed interface ModelFamily
    permits TransformerFamily, ImageTokenizerFamily, TextEncoderFamily {
  /**
   * The name of the family.
   *
   * @return lower case letters, digits and hyphens, for example {@code llamagen}; no other family
   *     of the same kind has it, but a family's transformers and image tokenizers may share it
   */
  String name();

  /**
   * Tells whether a checkpoint is of this family and kind, also one that is incomplete or of a
   * variant that {@code read} will refuse with a better message. No two families may claim the same
   * checkpoint, so a family looks for what it alone has. Only names, shapes and configuration are
   * looked at.
   *
   * @param checkpoint an open checkpoint of any family and kind
   * @return whether to call {@code read} for it
   */
  boolean recognises(Checkpoint checkpoint);
}
