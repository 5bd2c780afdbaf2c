/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What generates the shards of an experiment.
 *
 * @param engine an engine; empty for this process
 * @param place where the engine is to run, if that was said
 */
@ApiStatus.Experimental(since = "0.1")
public record EngineChoice(Optional<ShardEngine> engine, Optional<String> place) {
  /** This process. */
  public static final EngineChoice LOCAL = new EngineChoice(Optional.empty(), Optional.empty());

  private static final String NAME_OF_LOCAL = "local";

  /**
   * Finds an engine.
   *
   * @param text {@code local}, or the name of an engine, and behind a colon where it is to run
   * @return the choice
   * @throws InvalidInputException if there is no such engine
   */
  public static EngineChoice parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    Optional<String> place = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
    if (text.equals(NAME_OF_LOCAL)) {
      return LOCAL;
    }
    List<String> known = new ArrayList<>(List.of(NAME_OF_LOCAL));
    for (ShardEngine each : ServiceLoader.load(ShardEngine.class)) {
      if (each.name().equals(name) && !place.equals(Optional.of(""))) {
        each.require(place);
        return new EngineChoice(Optional.of(each), place);
      }
      known.add(each.name());
    }
    throw new InvalidInputException(
        "engine '"
            + text
            + "' is not one of "
            + String.join(", ", known)
            + (known.contains("spark")
                ? ", or spark:MASTER, for example spark:local[4]"
                : "; the script zipar fetches spark where it is to be used"));
  }
}
