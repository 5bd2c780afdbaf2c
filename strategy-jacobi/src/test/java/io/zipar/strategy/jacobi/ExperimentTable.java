/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.DraftCounts;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.spi.TokenModel;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.strategy.zipar.ZipAr;
import io.zipar.testkit.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints passes, compression and acceptance of every variant on models whose tokens depend smoothly
 * on their neighbours. A program, not a test: run {@code main} with the class path of the tests.
 */
public final class ExperimentTable {
  private static final Grid GRID = Grid.of(24, 24);
  private static final int IMAGES = 2;

  private ExperimentTable() {}

  /**
   * Prints the tables.
   *
   * @param arguments not used
   */
  public static void main(String[] arguments) {
    // A model whose dependences end within the window, and one whose dependences only fade.
    for (Dependence dependence : List.of(new Dependence(3, 0.5), new Dependence(8, 0.6))) {
      table(dependence, 2, Sampling.GREEDY, Guidance.OFF);
      for (double sharpness : new double[] {1, 2, 4}) {
        table(dependence, sharpness, Sampling.PLAIN, Guidance.OFF);
      }
      table(dependence, 2, Sampling.PLAIN, Guidance.scale(2));
    }
  }

  private record Dependence(int reach, double decay) {}

  private static void table(
      Dependence dependence, double sharpness, Sampling sampling, Guidance guidance) {
    TokenModel model = new SmoothModel(128, sharpness, dependence.reach(), dependence.decay());
    System.out.printf(
        Locale.ROOT,
        "%nreach %d, decay %.1f, %s, guidance %.0f%n%-58s %7s %11s %9s %14s %10s%n",
        dependence.reach(),
        dependence.decay(),
        sampling.greedy() ? "greedy" : "sampled, logits of standard deviation " + sharpness,
        guidance.scale(),
        "strategy",
        "passes",
        "compression",
        "fed/pass",
        "accepted/pass",
        "acceptance");
    for (Variant variant : variants()) {
      print(variant, model, Requests.of(GRID, IMAGES, 1).with(sampling).with(guidance));
    }
  }

  private static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant(new NextTokenPrediction(), Map.of()));
    for (String window : List.of("4", "8", "16", "adaptive")) {
      variants.add(
          new Variant(
              new ZipAr(), Map.of("window", window, "min-window", "4", "first-row", "window")));
    }
    for (int window : new int[] {16, 32, 64}) {
      variants.add(new Variant(new Jacobi(), Map.of()).with("window", window));
    }
    for (String coupling : List.of("none", "gumbel", "maximal")) {
      for (int window : new int[] {16, 32, 64}) {
        variants.add(
            new Variant(new SpeculativeJacobi(), Map.of("coupling", coupling))
                .with("window", window));
      }
    }
    for (String mode : List.of("exact", "local")) {
      Variant rows = new Variant(new Jacobi2d(), Map.of("mode", mode));
      for (String coupling : List.of("match", "none", "gumbel", "maximal")) {
        variants.add(rows.with("coupling", coupling));
      }
      variants.add(rows.with("drafts", 16));
      variants.add(rows.with("window", 4));
    }
    return variants;
  }

  private static void print(Variant variant, TokenModel model, GenerationRequest request) {
    GenerationMetrics total = null;
    for (ImageRequest image : request.images()) {
      GenerationRequest single =
          GenerationRequest.of(request.grid(), List.of(image))
              .with(request.sampling())
              .with(request.guidance());
      GenerationMetrics metrics = variant.run(model, single).metrics();
      total = total == null ? metrics : total.plus(metrics);
    }
    double passes = total.forwardPasses();
    DraftCounts counts = total.draftCounts();
    System.out.printf(
        Locale.ROOT,
        "%-58s %7.1f %11.2f %9.1f %14.2f %10.2f%n",
        variant,
        passes / IMAGES,
        total.tokensPerPass(),
        total.fedTokens() / passes,
        counts.accepted() / passes,
        counts.accepted() / (double) (counts.accepted() + counts.recovered()));
  }
}
