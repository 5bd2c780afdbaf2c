/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The base of the rotary embedding, wherever a configuration states it: as {@code rope_theta}, or
 * within {@code rope_parameters} as version 5 of the transformers library writes it. A scaling is
 * refused, in {@code rope_scaling} as in {@code rope_parameters}.
 */
final class RotaryBase {
  private static final String BASE = "rope_theta";
  private static final List<String> PLACES = List.of("rope_parameters", "rope_scaling");
  private static final List<String> TYPES = List.of("rope_type", "type");

  /** What belongs to scalings, and means nothing where the type says that there is none. */
  private static final Set<String> OF_SCALINGS =
      Set.of(
          "factor",
          "original_max_position_embeddings",
          "attention_factor",
          "beta_fast",
          "beta_slow",
          "short_factor",
          "long_factor",
          "low_freq_factor",
          "high_freq_factor",
          "mscale",
          "mscale_all_dim",
          "truncate");

  private final ModelConfig config;
  private final Problems problems;

  private RotaryBase(ModelConfig config, Problems problems) {
    this.config = config;
    this.problems = problems;
  }

  /**
   * Reads the base.
   *
   * @param config the configuration
   * @param otherwise the family's own, where none is stated
   * @param problems receives scalings and contradictions
   * @return the base
   */
  static double read(ModelConfig config, double otherwise, Problems problems) {
    return new RotaryBase(config, problems).read(otherwise);
  }

  private double read(double otherwise) {
    List<Optional<Double>> stated = new ArrayList<>();
    stated.add(config.decimal(BASE));
    for (String place : PLACES) {
      ModelConfig section = config.section(place);
      checkSection(section);
      stated.add(section.decimal(BASE));
    }
    List<Double> bases = stated.stream().flatMap(Optional::stream).distinct().toList();
    if (bases.size() > 1) {
      problems.add(
          config.named(BASE)
              + " is stated as "
              + bases.get(0)
              + " and as "
              + bases.get(1)
              + " in different places, expected one value");
    }
    return bases.isEmpty() ? otherwise : bases.get(0);
  }

  private void checkSection(ModelConfig section) {
    Optional<String> type = TYPES.stream().flatMap(key -> section.text(key).stream()).findFirst();
    for (String key : TYPES) {
      section
          .text(key)
          .filter(name -> !name.equals("default"))
          .ifPresent(
              name ->
                  problems.add(
                      section.named(key)
                          + " is "
                          + name
                          + "; this network has no scaling of its rotary embedding, expected"
                          + " default"));
    }
    if (type.filter(name -> !name.equals("default")).isPresent()) {
      return;
    }
    section.keys().stream()
        .filter(key -> !key.equals(BASE) && !TYPES.contains(key))
        .filter(key -> !(type.isPresent() && OF_SCALINGS.contains(key)))
        .filter(key -> !(key.equals("partial_rotary_factor") && isOne(section, key)))
        .findFirst()
        .ifPresent(
            key ->
                problems.add(
                    section.named(key)
                        + " is not understood; this network has no scaling of its rotary"
                        + " embedding, expected "
                        + BASE
                        + " and rope_type default alone"));
  }

  private static boolean isOne(ModelConfig section, String key) {
    return section.shown(key).filter(Set.of("1", "1.0")::contains).isPresent();
  }
}
