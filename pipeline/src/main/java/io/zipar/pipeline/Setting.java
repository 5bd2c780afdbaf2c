/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import java.util.Locale;

/**
 * What a caller may set. A command line knows which of its options each one is, and names that in
 * place of the words here.
 */
@ApiStatus.Experimental(since = "0.1")
public enum Setting {
  /** The model. */
  MODEL,
  /** The image tokenizer of the model. */
  IMAGE_TOKENIZER,
  /** The backend that runs it. */
  BACKEND,
  /** The class of an image. */
  CLASS,
  /** What an image is to show, in words. */
  PROMPT,
  /** What makes features of words. */
  TEXT_ENCODER,
  /** How many images of each subject. */
  COUNT,
  /** How many images go through the model together. */
  BATCH,
  /** Pixels of an image. */
  SIZE,
  /** A picture of which a part is kept. */
  PICTURE,
  /** How many of its rows are kept. */
  GIVEN_ROWS,
  /** How many of its frames are kept. */
  GIVEN_FRAMES,
  /** A mask of what is kept of it. */
  GIVEN_MASK;

  /** The setting in words. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
