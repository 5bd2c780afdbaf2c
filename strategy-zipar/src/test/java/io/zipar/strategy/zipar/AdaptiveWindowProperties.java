/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Sampling;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.testkit.GridArbitraries;
import io.zipar.testkit.GridArbitraries.GridAndWindow;
import io.zipar.testkit.RecordingModel;
import io.zipar.testkit.Requests;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** When rows start with {@code window=adaptive}, and what that costs. */
class AdaptiveWindowProperties {
  @Provide
  Arbitrary<GridAndWindow> gridsAndWindows() {
    return GridArbitraries.gridsWithWindow(12);
  }

  @Provide
  Arbitrary<SyntheticSettings> models() {
    return Arbitraries.of(Dependence.FULL, Dependence.DEEP, Dependence.local(2))
        .flatMap(
            dependence ->
                Arbitraries.of(1.0, 5.0, 20.0)
                    .flatMap(
                        sharpness -> {
                          SyntheticSettings settings =
                              SyntheticSettings.of(dependence).withSharpness(sharpness);
                          return Arbitraries.of(settings, settings.withEndOfLine());
                        }));
  }

  @Provide
  Arbitrary<String> firstRows() {
    return Arbitraries.of("full", "window");
  }

  @Property(tries = 500)
  void passesLieBetweenThoseOfTheNextWindowAndOfNextTokenPrediction(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("models") SyntheticSettings settings,
      @ForAll("firstRows") String firstRow,
      @ForAll long seed) {
    Grid grid = sizes.grid();
    int next = Math.min(sizes.window() + 1, grid.columns());
    GenerationRequest request = Requests.of(grid, 1, seed);
    int passes = passes(run(settings, request, adaptive(sizes.window(), firstRow)));
    int least = passes(run(settings, request, Map.of("window", "" + next, "first-row", firstRow)));
    assertTrue(passes >= least, passes + " passes, at least " + least);
    assertTrue(passes <= grid.cells(), passes + " passes");
  }

  /** A token on which nothing depends is always kept, at the first question. */
  @Property(tries = 200)
  void aStableFirstTokenIsKeptOnePassLater(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("firstRows") String firstRow,
      @ForAll long seed) {
    SyntheticSettings settings = SyntheticSettings.of(Dependence.INDEPENDENT);
    GenerationRequest request = Requests.of(sizes.grid(), 1, seed);
    int next = Math.min(sizes.window() + 1, sizes.grid().columns());
    GenerationResult adaptive = run(settings, request, adaptive(sizes.window(), firstRow));
    GenerationResult fixed =
        run(settings, request, Map.of("window", "" + next, "first-row", firstRow));
    assertArrayEquals(fixed.images().get(0).passOfToken(), adaptive.images().get(0).passOfToken());
    assertArrayEquals(fixed.images().get(0).tokens(), adaptive.images().get(0).tokens());
  }

  @Property(tries = 200)
  void aMinimumOfAllColumnsYieldsTheTokensOfNextTokenPrediction(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("models") SyntheticSettings settings,
      @ForAll long seed) {
    GenerationRequest request = Requests.of(sizes.grid(), 1, seed);
    int[] expected =
        new Generator(new SyntheticModel(settings), new NextTokenPrediction())
            .generate(request)
            .images()
            .get(0)
            .tokens();
    GenerationResult actual = run(settings, request, adaptive(sizes.grid().columns(), "window"));
    assertArrayEquals(expected, actual.images().get(0).tokens());
  }

  /** Greedy: the first token is the one that two successive passes agree on. */
  @Property(tries = 200)
  void greedyStartsARowWhenTwoPassesAgree(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("models") SyntheticSettings settings,
      @ForAll long seed) {
    GenerationRequest request = Requests.of(sizes.grid(), 1, seed).with(Sampling.GREEDY);
    Map<String, String> options = adaptive(sizes.window(), "window");
    RecordingModel model = new RecordingModel(new SyntheticModel(settings));
    GenerationResult result = new Generator(model, new ZipAr(), options).generate(request);
    int[] pass = result.images().get(0).passOfToken();
    int columns = sizes.grid().columns();
    SequenceLayout layout = model.layout(sizes.grid());
    for (int row = 1; row < sizes.grid().rows(); row++) {
      int target = layout.position(row, 0);
      int start = pass[(row - 1) * columns + sizes.window() - 1] + 1;
      int end = pass[row * columns];
      // One query in every pass from the minimum window to the commit, and none besides.
      for (int each = 0; each < model.passes().size(); each++) {
        boolean waiting = each >= start && each <= end;
        assertEquals(waiting, asks(model.passes().get(each), target), "pass " + each);
      }
      boolean aboveComplete = pass[row * columns - 1] < end;
      assertTrue(end > start || aboveComplete);
    }
  }

  @Property(tries = 100)
  void imagesDoNotDependOnTheirBatchMates(
      @ForAll("gridsAndWindows") GridAndWindow sizes,
      @ForAll("models") SyntheticSettings settings,
      @ForAll long seed) {
    GenerationRequest batch = Requests.of(sizes.grid(), 3, seed);
    Map<String, String> options = adaptive(sizes.window(), "window");
    GenerationResult together = run(settings, batch, options);
    for (int i = 0; i < 3; i++) {
      GenerationRequest alone = GenerationRequest.of(sizes.grid(), List.of(batch.images().get(i)));
      GenerationResult single = run(settings, alone, options);
      assertArrayEquals(single.images().get(0).tokens(), together.images().get(i).tokens());
      assertArrayEquals(
          single.images().get(0).passOfToken(), together.images().get(i).passOfToken());
    }
  }

  private static boolean asks(ForwardPass pass, int target) {
    for (LanePass lane : pass.lanes()) {
      for (int each : lane.targets()) {
        if (each == target) {
          return true;
        }
      }
    }
    return false;
  }

  private static Map<String, String> adaptive(int minimum, String firstRow) {
    return Map.of("window", "adaptive", "min-window", "" + minimum, "first-row", firstRow);
  }

  private static int passes(GenerationResult result) {
    return result.metrics().forwardPasses();
  }

  private static GenerationResult run(
      SyntheticSettings settings, GenerationRequest request, Map<String, String> options) {
    return new Generator(new SyntheticModel(settings), new ZipAr(), options).generate(request);
  }
}
