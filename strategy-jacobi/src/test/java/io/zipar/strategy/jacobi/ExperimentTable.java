/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
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
 * on their neighbours. A program, not a test: run {@code main} with a class path of the tests.
 */
public final class ExperimentTable {
  private static final Grid GRID = Grid.of(24, 24);
  private static final int IMAGES = 4;

  private ExperimentTable() {}

  public static void main(String[] arguments) {
    for (double sharpness :
        Boolean.getBoolean("quick") ? new double[] {2} : new double[] {1, 2, 4}) {
      TokenModel model = new SmoothModel(256, sharpness, 3, 0.5);
      for (Sampling sampling :
          Boolean.getBoolean("quick")
              ? List.of(Sampling.PLAIN)
              : List.of(Sampling.GREEDY, Sampling.PLAIN)) {
        System.out.printf(
            "%nsharpness %.1f (mean perplexity see model), %s%n",
            sharpness, sampling.greedy() ? "greedy" : "sampled");
        for (Variant variant : variants()) {
          print(variant, model, Requests.of(GRID, IMAGES, 1).with(sampling));
        }
      }
    }
  }

  private static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    if (Boolean.getBoolean("quick")) {
      for (int rows : new int[] {4, 6, 8}) {
        for (int window : new int[] {4, 8}) {
          for (int drafts : new int[] {2, 4, 8, 16}) {
            variants.add(
                new Variant(new Jacobi2d(), Map.of("mode", "exact", "coupling", "maximal"))
                    .with("window", window)
                    .with("rows", rows)
                    .with("drafts", drafts));
          }
        }
      }
      return variants;
    }
    variants.add(new Variant(new NextTokenPrediction(), Map.of()));
    variants.add(new Variant(new ZipAr(), Map.of("window", "8")));
    for (int window : new int[] {16, 32, 64}) {
      variants.add(new Variant(new Jacobi(), Map.of()).with("window", window));
    }
    for (String coupling : List.of("none", "gumbel", "maximal")) {
      for (int window : new int[] {16, 32, 64, 96}) {
        variants.add(
            new Variant(new SpeculativeJacobi(), Map.of("coupling", coupling))
                .with("window", window));
      }
    }
    for (String mode : List.of("exact", "local")) {
      for (String coupling : List.of("match", "maximal")) {
        for (int drafts : new int[] {4, 8, 16}) {
          variants.add(
              new Variant(new Jacobi2d(), Map.of("mode", mode, "coupling", coupling))
                  .with("window", 4)
                  .with("drafts", drafts));
        }
      }
    }
    return variants;
  }

  private static void print(Variant variant, TokenModel model, GenerationRequest request) {
    double passes = 0;
    GenerationMetrics total = null;
    for (var image : request.images()) {
      GenerationRequest single =
          GenerationRequest.of(request.grid(), List.of(image)).with(request.sampling());
      GenerationMetrics metrics = variant.run(model, single).metrics();
      passes += metrics.forwardPasses();
      total = total == null ? metrics : total.plus(metrics);
    }
    System.out.printf(
        Locale.ROOT,
        "%-70s passes %6.1f  compression %5.2f  fed/pass %5.1f  accepted/pass %5.2f%n",
        variant,
        passes / IMAGES,
        total.tokensPerPass(),
        total.fedTokens() / passes,
        total.draftCounts().accepted() / passes);
  }
}
