/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.OptionValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user chose about a transformer that is opened. Immutable, safe for several threads.
 *
 * @param architecture the size that the user named, one of the family's catalog
 * @param options values of the {@link TransformerFamily#options}
 */
@ApiStatus.Experimental(since = "0.1")
public record TransformerChoices(Optional<Architecture> architecture, OptionValues options) {
  private static final TransformerChoices NONE =
      new TransformerChoices(
          Optional.empty(), OptionValues.of("model family", List.of(), Map.of()));

  /** Checks that nothing is null. */
  public TransformerChoices {
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(options, "options");
  }

  /**
   * Nothing is chosen of a family that offers no options.
   *
   * @return neither an architecture nor options
   */
  public static TransformerChoices none() {
    return NONE;
  }

  /**
   * Options of a family.
   *
   * @param family declares the options
   * @param options values by name; those left out have their defaults
   * @return these options and no architecture
   * @throws io.zipar.InvalidInputException if an option is unknown or its value not allowed
   */
  public static TransformerChoices of(TransformerFamily family, Map<String, String> options) {
    String owner = "model family '" + family.name() + "'";
    return new TransformerChoices(
        Optional.empty(), OptionValues.of(owner, family.options(), options));
  }

  /**
   * The same options and an architecture.
   *
   * @param named the size that the user named, if any
   * @return choices
   */
  public TransformerChoices withArchitecture(Optional<Architecture> named) {
    return new TransformerChoices(named, options);
  }
}
