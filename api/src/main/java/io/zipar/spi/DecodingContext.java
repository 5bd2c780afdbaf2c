/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.OptionValues;
import java.util.Objects;

/**
 * What a process may know of the image that it decodes.
 *
 * @param layout cells and positions
 * @param vocabulary number of tokens
 * @param options values of the strategy's options, fitted to the grid
 * @param noise the noise of this image, for drafts and the like; what {@link Distribution#draw()}
 *     uses is drawn from the same source with draw 0
 */
@ApiStatus.Stable(since = "0.1")
public record DecodingContext(
    SequenceLayout layout, int vocabulary, OptionValues options, Noise noise) {
  /** Checks that nothing is null. */
  public DecodingContext {
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(noise, "noise");
  }
}
