/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.Sampling;
import io.zipar.Visibility;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.testkit.GridArbitraries;
import io.zipar.testkit.GridArbitraries.GridAndWindow;
import io.zipar.testkit.Requests;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A model and a request, with everything about them that a strategy must cope with. */
record Setup(SyntheticSettings settings, GenerationRequest request, int window, int tokens) {
  static Arbitrary<Setup> any(int largestSide) {
    Arbitrary<GridAndWindow> grids = GridArbitraries.gridsWithWindow(largestSide);
    Arbitrary<SyntheticSettings> models =
        Combinators.combine(
                Arbitraries.of(Dependence.FULL, Dependence.DEEP, Dependence.local(1)),
                Arbitraries.of(1.0, 6.0, 20.0),
                Arbitraries.of(true, false),
                Arbitraries.of(2, 5, 16))
            .as(
                (dependence, sharpness, endOfLine, vocabulary) -> {
                  SyntheticSettings settings =
                      SyntheticSettings.of(dependence)
                          .withSharpness(sharpness)
                          .withVocabulary(vocabulary);
                  return endOfLine ? settings.withEndOfLine() : settings;
                });
    return Combinators.combine(
            Combinators.combine(grids, Arbitraries.of(1, 1, 2)).as(Setup::withFrames),
            models,
            Arbitraries.longs(),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(Guidance.OFF, Guidance.scale(2), Guidance.interval(3, 4)),
            Arbitraries.of(
                Sampling.PLAIN,
                Sampling.GREEDY,
                Sampling.PLAIN.withTemperature(0.9).withTopK(3).withTopP(0.8)),
            Arbitraries.of(Visibility.values()),
            Arbitraries.integers().between(1, 12))
        .as(
            (grid, model, seed, images, guidance, sampling, visibility, tokens) ->
                new Setup(
                    model,
                    Requests.of(grid.grid(), images, seed)
                        .with(guidance)
                        .with(sampling)
                        .with(visibility),
                    grid.window(),
                    tokens));
  }

  private static GridAndWindow withFrames(GridAndWindow still, int frames) {
    Grid grid = new Grid(frames, still.grid().rows(), still.grid().columns());
    return new GridAndWindow(grid, still.window());
  }

  SyntheticModel model() {
    return new SyntheticModel(settings);
  }

  GenerationResult ntp() {
    return new Generator(model(), new NextTokenPrediction()).generate(request);
  }

  GenerationResult run(Variant variant) {
    return variant.sized(tokens, window).run(model(), request);
  }
}
