/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.GeneratedImage;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.Noise;
import io.zipar.spi.Prediction;
import io.zipar.testkit.Requests;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every open cell is committed once, in the order and the groups that were asked for. */
class AnyOrderProperties {
  private static final int GIVEN = 3;

  @Provide
  Arbitrary<String> orders() {
    return Arbitraries.of("raster", "random", "spiral", "checkerboard", "locality", "confidence");
  }

  @Provide
  Arbitrary<String> schedules() {
    return Arbitraries.of("cosine", "arccos", "constant", "published");
  }

  @Property(tries = 150)
  void groupsAreThoseOfTheSchedule(
      @ForAll("orders") String order,
      @ForAll("schedules") String schedule,
      @ForAll @IntRange(min = 1, max = 2) int frames,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(min = 1, max = 80) int steps,
      @ForAll @IntRange(min = 0, max = 99) int givenPercent,
      @ForAll long seed) {
    Grid grid = new Grid(frames, rows, columns);
    int[] given = new int[grid.cells()];
    Noise noise = new Noise(seed);
    Arrays.setAll(
        given,
        cell -> noise.uniform(cell, 7, 0) * 100 < givenPercent ? GIVEN : GeneratedImage.NONE);
    int open = (int) Arrays.stream(given).filter(token -> token == GeneratedImage.NONE).count();
    if (open == 0) {
      return;
    }
    GeneratedImage image =
        image(
            grid,
            given,
            seed,
            Map.of("order", order, "schedule", schedule, "steps", Integer.toString(steps)));
    int[] sizes = sizes(schedule, open, steps);
    assertArrayEquals(sizes, committed(image, sizes.length));
    for (int cell = 0; cell < given.length; cell++) {
      boolean isGiven = given[cell] != GeneratedImage.NONE;
      assertEquals(isGiven, image.passOfToken()[cell] < 0, "cell " + cell);
      assertEquals(isGiven ? GIVEN : image.tokens()[cell], image.tokens()[cell], "cell " + cell);
    }
  }

  @Property(tries = 50)
  void aListIsFollowed(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(min = 1, max = 80) int steps,
      @ForAll long seed) {
    Grid grid = Grid.of(rows, columns);
    int[] order = IntStream.range(0, grid.cells()).toArray();
    Draws.of(new Noise(seed)).shuffle(order);
    int[] sizes = GroupSizes.constant(order.length, steps);
    int[] nothing = new int[order.length];
    Arrays.fill(nothing, GeneratedImage.NONE);
    GeneratedImage image =
        image(grid, nothing, seed, Map.of("order", joined(order), "groups", joined(sizes)));
    int rank = 0;
    for (int pass = 0; pass < sizes.length; pass++) {
      for (int i = 0; i < sizes[pass]; i++) {
        assertEquals(pass, image.passOfToken()[order[rank++]]);
      }
    }
  }

  private static GeneratedImage image(
      Grid grid, int[] given, long seed, Map<String, String> options) {
    SyntheticModel model =
        new SyntheticModel(
            SyntheticSettings.of(Dependence.local(1))
                .withVocabulary(5)
                .withPrediction(Prediction.ANY_CELL));
    return new Generator(model, new AnyOrder(), options)
        .generate(Requests.withGiven(Requests.of(grid, 1, seed), GivenCells.of(given)))
        .images()
        .get(0);
  }

  private static int[] sizes(String schedule, int cells, int steps) {
    return switch (schedule) {
      case "arccos" -> GroupSizes.arccos(cells, steps);
      case "constant" -> GroupSizes.constant(cells, steps);
      case "published" -> PublishedGroups.of(cells, steps);
      default -> GroupSizes.cosine(cells, steps);
    };
  }

  /** How many cells each pass committed. */
  private static int[] committed(GeneratedImage image, int passes) {
    int[] counts = new int[passes];
    Arrays.stream(image.passOfToken()).filter(pass -> pass >= 0).forEach(pass -> counts[pass]++);
    return counts;
  }

  private static String joined(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining("+"));
  }
}
