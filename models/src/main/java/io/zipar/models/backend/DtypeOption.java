/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.backend;

import io.zipar.ApiStatus;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import java.util.List;
import java.util.function.Function;

/**
 * The option {@code dtype} of a backend: what the matrices of a transformer are kept in. Which
 * types there are, and what there is to know of each, is the backend's own. Immutable, safe for
 * several threads.
 *
 * @param <D> the backend's types
 */
@ApiStatus.Experimental(since = "0.1")
public final class DtypeOption<D> {
  private static final String NAME = "dtype";

  private final List<D> types;
  private final Function<D, String> label;

  /**
   * Makes the option.
   *
   * @param types all that the backend knows, at least one, the default first
   * @param label the name that users give to a type, for example {@code float32}; another for each
   */
  public DtypeOption(List<D> types, Function<D, String> label) {
    this.types = List.copyOf(types);
    this.label = label;
    if (this.types.isEmpty() || labels().stream().distinct().count() < this.types.size()) {
      throw new IllegalArgumentException("dtypes " + labels() + ": each needs a name of its own");
    }
  }

  /**
   * What the backend declares among its options.
   *
   * @param text what the option decides, for its help
   * @return a choice among the names of all types
   */
  public OptionSpec spec(String text) {
    return OptionSpec.choice(NAME, labels(), labels().get(0), text);
  }

  /**
   * The type that was chosen.
   *
   * @param options values of options to which {@link #spec} belongs
   * @return the type of that name
   * @throws IllegalArgumentException if there is none of that name, which {@link #spec} rules out
   */
  public D in(OptionValues options) {
    String wanted = options.text(NAME);
    return types.stream()
        .filter(type -> label.apply(type).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no dtype '" + wanted + "', expected one of " + String.join(", ", labels())));
  }

  private List<String> labels() {
    return types.stream().map(label).toList();
  }
}
