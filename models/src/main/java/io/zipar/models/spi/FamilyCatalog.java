/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import java.util.List;

/**
 * What can be said about a family of transformers before there is a checkpoint. Immutable, safe for
 * several threads.
 *
 * @param kinds what networks the family has, in the order in which to show them
 * @param architectures published sizes whose names no other family uses, in the order in which to
 *     show them
 */
@ApiStatus.Experimental(since = "0.1")
public record FamilyCatalog(List<NetworkKind> kinds, List<Architecture> architectures) {
  private static final FamilyCatalog EMPTY = new FamilyCatalog(List.of(), List.of());

  /** Copies the lists. */
  public FamilyCatalog {
    kinds = List.copyOf(kinds);
    architectures = List.copyOf(architectures);
  }

  /**
   * The catalog of a family of which nothing is to be shown.
   *
   * @return an empty catalog
   */
  public static FamilyCatalog empty() {
    return EMPTY;
  }

  /**
   * A catalog without sizes that can be asked for by name.
   *
   * @param kinds what networks the family has
   * @return a catalog
   */
  public static FamilyCatalog of(NetworkKind... kinds) {
    return new FamilyCatalog(List.of(kinds), List.of());
  }
}
