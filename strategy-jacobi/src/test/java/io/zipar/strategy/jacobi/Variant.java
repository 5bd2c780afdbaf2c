/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A strategy with some of its options. */
record Variant(DecodingStrategy strategy, Map<String, String> options) {
  private static final List<String> COUPLINGS = List.of("none", "gumbel", "maximal");

  /** All whose tokens are those of next-token prediction. */
  static List<Variant> sameTokens() {
    return List.of(
        new Variant(new Jacobi(), Map.of()),
        new Variant(new Jacobi2d(), Map.of("mode", "exact", "coupling", "match")));
  }

  /** All whose distribution is that of next-token prediction. */
  static List<Variant> sameDistribution() {
    List<Variant> variants = new ArrayList<>();
    for (String coupling : COUPLINGS) {
      variants.add(new Variant(new SpeculativeJacobi(), Map.of("coupling", coupling)));
      variants.add(new Variant(new Jacobi2d(), Map.of("mode", "exact", "coupling", coupling)));
    }
    return variants;
  }

  /** All that are as lossy as ZipAR. */
  static List<Variant> local() {
    return List.of("match", "none", "gumbel", "maximal").stream()
        .map(coupling -> new Variant(new Jacobi2d(), Map.of("mode", "local", "coupling", coupling)))
        .toList();
  }

  static List<Variant> lossless() {
    List<Variant> variants = new ArrayList<>(sameTokens());
    variants.addAll(sameDistribution());
    return variants;
  }

  static List<Variant> all() {
    List<Variant> variants = lossless();
    variants.addAll(local());
    return variants;
  }

  boolean isTwoDimensional() {
    return strategy instanceof Jacobi2d;
  }

  Variant with(String option, Object value) {
    Map<String, String> changed = new TreeMap<>(options);
    changed.put(option, value.toString());
    return new Variant(strategy, changed);
  }

  /** Any number of tokens a strand; for two dimensions, with any lag that fits the grid. */
  Variant sized(int tokens, int lag) {
    return isTwoDimensional()
        ? with("drafts", tokens - 1).with("window", lag)
        : with("window", tokens);
  }

  GenerationResult run(TokenModel model, GenerationRequest request) {
    return new Generator(model, strategy, options).generate(request);
  }

  @Override
  public String toString() {
    return strategy.name() + new TreeMap<>(options);
  }
}
