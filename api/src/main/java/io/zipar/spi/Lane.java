/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import java.util.Objects;

/**
 * One sequence of a batch. An image without guidance has one lane; with classifier-free guidance it
 * has two, which receive the same image tokens behind different prefixes. Prefixes of one batch may
 * differ in length.
 *
 * @param conditioning what the image shows; the unconditional lane has it too, since some models
 *     derive their unconditional prefix from it (a negative prompt, a caption's length)
 * @param role which prefix the model is to make of it
 */
@ApiStatus.Experimental(since = "0.1")
public record Lane(Conditioning conditioning, Role role) {
  /** The part a lane plays in classifier-free guidance. */
  public enum Role {
    /** The prefix shows the conditioning. */
    CONDITIONAL,
    /** The prefix is what the model was trained to take for no conditioning. */
    UNCONDITIONAL
  }

  /** Checks that nothing is null. */
  public Lane {
    Objects.requireNonNull(conditioning, "conditioning");
    Objects.requireNonNull(role, "role");
  }
}
