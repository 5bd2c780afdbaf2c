/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CancellationToken;
import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.network.RotaryTable;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.RandomPasses;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a probe of attention tells of whole runs, for every kind of model and strategy. */
class AttentionProperties {
  private static final double AGREEMENT = 1e-4;

  private static final List<String> STRATEGIES =
      List.of("ntp", "zipar:window=1", "zipar:window=3", "jacobi:window=5", "sjd:window=4");

  @Property(tries = 24, seed = "5")
  void rowsSumToOneAndNothingInvisibleHasWeight(
      @ForAll @IntRange(min = 0, max = 4) int strategy,
      @ForAll @IntRange(min = 0, max = 2) int grouping,
      @ForAll RotaryTable.Pairing pairing,
      @ForAll @IntRange(min = 2, max = 4) int rows,
      @ForAll @IntRange(min = 3, max = 6) int columns,
      @ForAll @IntRange(min = 0, max = 1000) int seed,
      @ForAll boolean guided) {
    int heads = 4;
    SyntheticTransformer source = RandomPasses.network(heads, heads >> grouping, pairing);
    GenerationRequest request =
        GenerationRequest.of(
                Grid.of(rows, columns),
                List.of(
                    ImageRequest.of(new ClassLabel(seed % 5), seed),
                    ImageRequest.of(new ClassLabel(2), seed + 1)))
            .with(guided ? Guidance.scale(2) : Guidance.OFF);
    ModelBackend backend = Plugins.backends().named("vector");
    try (TokenModel model = Backends.open(backend, source)) {
      check(model, STRATEGIES.get(strategy), request, AttentionWatch.Sight.CAUSAL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "llamagen/c2i-tiny, 'zipar:window=2', CAUSAL, 6, 6",
    "neighbours/nar-tiny, neighbours, WRITTEN, 8, 8",
    "any-order/randar-tiny/model.safetensors, 'any-order:order=random,schedule=cosine,steps=12',"
        + " ARRIVED_BEFORE, 8, 8",
    "any-order/lpd-tiny/model.safetensors, 'any-order:order=random,schedule=cosine,steps=12',"
        + " ARRIVED, 8, 8"
  })
  void backendsTellTheSameOfEveryPrediction(
      String fixture, String strategy, AttentionWatch.Sight sight, int rows, int columns) {
    GenerationRequest request =
        GenerationRequest.of(Grid.of(rows, columns), List.of(ImageRequest.of(new ClassLabel(3), 7)))
            .with(Guidance.scale(2))
            .with(Sampling.GREEDY);
    List<AttentionMap> first = List.of();
    for (ModelBackend backend : Backends.all().toList()) {
      try (TokenModel model = Backends.openModel(backend, Fixtures.path(fixture))) {
        if (model.info().attentionLayers() == 0) {
          continue;
        }
        List<AttentionMap> maps = check(model, strategy, request, sight);
        if (!first.isEmpty()) {
          same(first, maps);
        }
        first = maps;
      }
    }
  }

  /** Runs with and without a probe of all layers. */
  private static List<AttentionMap> check(
      TokenModel model, String strategy, GenerationRequest request, AttentionWatch.Sight sight) {
    String[] nameAndOptions = strategy.split(":", 2);
    Map<String, String> options = options(nameAndOptions);
    Generator generator =
        new Generator(model, Plugins.strategies().named(nameAndOptions[0]), options);
    AttentionWatch watch = new AttentionWatch(model.info(), request, sight);
    GenerationResult plain = generator.generate(request);
    GenerationResult probed = generator.generate(request, watch, new CancellationToken());
    for (int image = 0; image < request.images().size(); image++) {
      assertArrayEquals(
          plain.images().get(image).tokens(), probed.images().get(image).tokens(), strategy);
    }
    watch.requireComplete(probed.metrics().forwardPasses());
    return watch.maps();
  }

  private static Map<String, String> options(String[] nameAndOptions) {
    if (nameAndOptions.length == 1) {
      return Map.of();
    }
    return Arrays.stream(nameAndOptions[1].split(","))
        .map(option -> option.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static void same(List<AttentionMap> expected, List<AttentionMap> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      AttentionMap one = expected.get(i);
      AttentionMap other = actual.get(i);
      assertEquals(List.of(one.lane(), one.layer()), List.of(other.lane(), other.layer()));
      assertEquals(one.queries(), other.queries());
      assertEquals(one.slots(), other.slots());
      for (int query = 0; query < one.queries().size(); query++) {
        for (int slot = 0; slot < one.slots().size(); slot++) {
          for (int head = 0; head < one.heads(); head++) {
            assertEquals(one.weight(head, query, slot), other.weight(head, query, slot), AGREEMENT);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lpd-tiny", "randar-tiny"})
  void queryTokensAreToldApart(String fixture) {
    GenerationRequest request =
        GenerationRequest.of(Grid.of(8, 8), List.of(ImageRequest.of(new ClassLabel(3), 7)));
    ModelBackend backend = Plugins.backends().named("vector");
    String file = "any-order/" + fixture + "/model.safetensors";
    try (TokenModel model = Backends.openModel(backend, Fixtures.path(file))) {
      AttentionWatch watch =
          new AttentionWatch(model.info(), request, AttentionWatch.Sight.WRITTEN);
      new Generator(model, Plugins.strategies().named("any-order"), Map.of("order", "raster"))
          .generate(request, watch, new CancellationToken());
      Place first = new Place(Kind.QUERY_TOKEN, 0);
      assertTrue(watch.maps().get(0).queries().contains(first));
    }
  }
}
