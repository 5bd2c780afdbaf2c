/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Objects;

/**
 * One image to be generated. The noise of an image is a pure function of its seed and of positions:
 * the same request gives the same image in a batch of any size.
 *
 * @param conditioning what it shows
 * @param seed names the noise; any value
 */
@ApiStatus.Stable(since = "0.1")
public record ImageRequest(Conditioning conditioning, long seed) {
  /** Checks that the conditioning is there. */
  public ImageRequest {
    Objects.requireNonNull(conditioning, "conditioning");
  }
}
