/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.OptionSpec;
import io.zipar.Sampling;
import io.zipar.Visibility;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * jqwik arbitraries for runs of a strategy: options from their declared ranges, requests, models
 * with and without end-of-line tokens. They shrink towards small grids, one image and no guidance.
 */
@ApiStatus.Experimental(since = "0.1")
public final class StrategyArbitraries {
  private static final int MOST_IMAGES = 4;
  private static final int MADE_UP_TOKENS = 16;
  private static final int UNBOUNDED_INTEGERS_UP_TO = 64;

  private StrategyArbitraries() {}

  /**
   * Runs of a strategy.
   *
   * @param strategy the strategy under test
   * @param largestSide greatest number of rows and of columns
   * @return runs on models that depend on everything visible
   */
  public static Arbitrary<StrategyCase> cases(DecodingStrategy strategy, int largestSide) {
    return GridArbitraries.gridsOfFrames(largestSide)
        .flatMap(grid -> models(strategy).flatMap(model -> cases(strategy, grid, model)));
  }

  private static Arbitrary<StrategyCase> cases(
      DecodingStrategy strategy, Grid grid, SyntheticSettings model) {
    Arbitrary<GivenCells> given =
        model.prediction() == Prediction.SUCCESSOR ? rasterPrefixes(grid) : anyCells(grid);
    return Combinators.combine(requestsWithGiven(grid, given), options(strategy, grid))
        .as((request, options) -> new StrategyCase(model, request, options));
  }

  private static Arbitrary<GenerationRequest> requestsWithGiven(
      Grid grid, Arbitrary<GivenCells> prefixes) {
    return requests(grid)
        .flatMap(
            request ->
                prefixes
                    .list()
                    .ofSize(request.images().size())
                    .map(given -> withGiven(request, given)));
  }

  private static GenerationRequest withGiven(GenerationRequest request, List<GivenCells> given) {
    return request.with(
        IntStream.range(0, given.size())
            .mapToObj(i -> request.images().get(i).withGiven(given.get(i)))
            .toList());
  }

  /**
   * The first cells of an image in raster order.
   *
   * @param grid of the image
   * @return often none, else any number of them, all cells included, with tokens from 0 to 15
   */
  public static Arbitrary<GivenCells> rasterPrefixes(Grid grid) {
    return Arbitraries.oneOf(
        Arbitraries.just(GivenCells.NONE),
        Arbitraries.integers()
            .between(0, MADE_UP_TOKENS - 1)
            .array(int[].class)
            .ofMinSize(0)
            .ofMaxSize(grid.cells())
            .map(GivenCells::of));
  }

  /**
   * Any cells of an image.
   *
   * @param grid of the image
   * @return often none, else any number of them, all cells included, with tokens from 0 to 15
   */
  public static Arbitrary<GivenCells> anyCells(Grid grid) {
    return Arbitraries.oneOf(
        Arbitraries.just(GivenCells.NONE),
        Arbitraries.integers()
            .between(GeneratedImage.NONE, MADE_UP_TOKENS - 1)
            .array(int[].class)
            .ofMinSize(0)
            .ofMaxSize(grid.cells())
            .map(GivenCells::of));
  }

  /**
   * Models that a strategy drives, of all its predictions.
   *
   * @param strategy the strategy under test
   * @return settings with and without end-of-line tokens
   */
  public static Arbitrary<SyntheticSettings> models(DecodingStrategy strategy) {
    List<Prediction> predictions = strategy.predictions().stream().sorted().toList();
    return Combinators.combine(models(), Arbitraries.of(predictions))
        .as(SyntheticSettings::withPrediction);
  }

  /**
   * Models that depend on everything visible, of several sharpnesses.
   *
   * @return settings with and without end-of-line tokens
   */
  public static Arbitrary<SyntheticSettings> models() {
    SyntheticSettings plain = SyntheticSettings.of(Dependence.FULL).withVocabulary(MADE_UP_TOKENS);
    Arbitrary<Double> sharpness = Arbitraries.of(0.0, 4.0, 12.0);
    return Combinators.combine(Arbitraries.of(plain, plain.withEndOfLine()), sharpness)
        .as(SyntheticSettings::withSharpness);
  }

  /**
   * Requests.
   *
   * @param grid the grid of all images
   * @return requests with one to four images, with and without guidance, filters and greedy
   */
  public static Arbitrary<GenerationRequest> requests(Grid grid) {
    Arbitrary<Integer> images = Arbitraries.integers().between(1, MOST_IMAGES);
    Arbitrary<Guidance> guidance =
        Arbitraries.of(
            Guidance.OFF,
            Guidance.scale(2.5),
            Guidance.interval(2.5, 3),
            Guidance.share(1, 2.5),
            Guidance.rank(1.5, 3));
    Arbitrary<Sampling> sampling =
        Arbitraries.of(
            Sampling.PLAIN,
            Sampling.GREEDY,
            Sampling.PLAIN.withTemperature(0.9).withTopK(5).withTopP(0.95),
            Sampling.PLAIN.withTemperatureByEntropy(true).withTopK(5));
    return Combinators.combine(
            images, Arbitraries.longs(), guidance, sampling, Arbitraries.of(Visibility.class))
        .as(
            (count, seed, guided, sampled, visibility) ->
                Requests.of(grid, count, seed).with(guided).with(sampled).with(visibility));
  }

  /**
   * Values for the options of a strategy, each from its declared range.
   *
   * @param strategy the strategy under test
   * @param grid the grid, which bounds some options
   * @return maps that give some of the options
   */
  public static Arbitrary<Map<String, String>> options(DecodingStrategy strategy, Grid grid) {
    List<Arbitrary<Map.Entry<String, String>>> values =
        strategy.options().stream()
            .map(spec -> value(spec, grid).map(value -> Map.entry(spec.name(), value)))
            .toList();
    if (values.isEmpty()) {
      return Arbitraries.just(Map.of());
    }
    return Combinators.combine(values)
        .as(
            entries -> {
              Map<String, String> options = new HashMap<>();
              entries.forEach(entry -> options.put(entry.getKey(), entry.getValue()));
              return options;
            });
  }

  private static Arbitrary<String> value(OptionSpec spec, Grid grid) {
    Arbitrary<String> fixed = spec.keywords().isEmpty() ? null : Arbitraries.of(spec.keywords());
    Arbitrary<String> number =
        switch (spec.kind()) {
          case INTEGER -> integers(spec, grid).map(value -> Integer.toString(value));
          case DECIMAL ->
              Arbitraries.doubles()
                  .between(spec.minimum(), Math.min(spec.maximum(), 1e6))
                  .map(value -> Double.toString(value));
          case CHOICE -> null;
          case TEXT -> Arbitraries.just(spec.defaultValue());
        };
    if (number == null) {
      return fixed;
    }
    return fixed == null ? number : Arbitraries.oneOf(number, fixed);
  }

  private static Arbitrary<Integer> integers(OptionSpec spec, Grid grid) {
    int least = (int) spec.minimum();
    int most = (int) Math.min(spec.maximum(), least + UNBOUNDED_INTEGERS_UP_TO);
    int fitting = Math.max(least, Math.min(most, spec.bound().of(grid)));
    return Arbitraries.integers().between(least, fitting);
  }
}
