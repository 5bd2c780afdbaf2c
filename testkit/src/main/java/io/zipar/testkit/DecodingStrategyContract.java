/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.PluginException;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every strategy must keep, as jqwik properties: extend this class, supply the strategy, and
 * run it. Each property carries the number of its rule; a failure shows the smallest run that
 * breaks it. The rules R1 to R17 of a step ({@link io.zipar.spi.DecodingRule}) are checked in every
 * run.
 *
 * <p>Not tested, since no test can: that the images are good ones.
 */
@ApiStatus.Experimental(since = "0.1")
public abstract class DecodingStrategyContract {
  private static final int TRIES = 150;
  private static final int IMAGES = 30_000;
  private static final Grid SMALL = Grid.of(2, 2);

  /** For subclasses. */
  protected DecodingStrategyContract() {}

  /**
   * The strategy under test.
   *
   * @return a strategy, new or shared
   */
  protected abstract DecodingStrategy strategy();

  /**
   * How large grids get.
   *
   * @return greatest number of rows and of columns; 9 unless overridden
   */
  protected int largestSide() {
    return 9;
  }

  /**
   * The greatest number of passes that the strategy may take.
   *
   * @param tested the run
   * @return the number of cells, which is what next-token prediction takes, unless overridden
   */
  protected int mostPasses(StrategyCase tested) {
    return tested.request().grid().cells();
  }

  @Provide
  final Arbitrary<StrategyCase> cases() {
    return StrategyArbitraries.cases(strategy(), largestSide());
  }

  @Property(tries = TRIES)
  @Label("S1 every step keeps the rules R1 to R17, and the image is complete")
  final void s1KeepsTheRules(@ForAll("cases") StrategyCase tested) {
    try {
      for (GeneratedImage image : run(tested).images()) {
        assertTrue(image.isComplete(), "S1: a cell has no token");
      }
    } catch (PluginException e) {
      throw new AssertionError("S1: " + e.getMessage(), e);
    }
  }

  @Property(tries = TRIES)
  @Label("S2 the number of passes is bounded")
  final void s2PassesAreBounded(@ForAll("cases") StrategyCase tested) {
    int passes = run(tested).metrics().forwardPasses();
    int most = mostPasses(tested);
    assertTrue(passes <= most, "S2: " + passes + " passes where " + most + " are allowed");
  }

  @Property(tries = TRIES)
  @Label("S3 the same run yields the same tokens from the same passes")
  final void s3IsDeterministic(@ForAll("cases") StrategyCase tested) {
    same("S3", run(tested).images(), run(tested).images());
  }

  @Property(tries = TRIES)
  @Label("S4 an image does not depend on its batch mates")
  final void s4IsIndependentOfBatchMates(@ForAll("cases") StrategyCase tested) {
    Assume.that(tested.request().images().size() > 1);
    List<GeneratedImage> together = run(tested).images();
    for (int i = 0; i < together.size(); i++) {
      same("S4, image " + i, run(single(tested, i)).images(), together.subList(i, i + 1));
    }
  }

  @Property(tries = 20)
  @Label("S5 one strategy serves several runs at once")
  final void s5ServesSeveralRunsAtOnce(@ForAll("cases") StrategyCase tested) {
    DecodingStrategy shared = strategy();
    List<GeneratedImage> expected = run(shared, tested).images();
    List<CompletableFuture<List<GeneratedImage>>> runs =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> run(shared, tested).images()))
            .toList();
    runs.forEach(each -> same("S5", expected, each.join()));
  }

  @Example
  @Label("S6 a bad option is refused by name")
  final void s6RefusesBadOptions() {
    refuses("no-such-option", "1");
    for (OptionSpec spec : strategy().options()) {
      switch (spec.kind()) {
        case INTEGER -> {
          refuses(spec.name(), "text");
          refuses(spec.name(), Long.toString((long) spec.minimum() - 1));
          refuses(spec.name(), "99999999999999");
        }
        case DECIMAL -> {
          refuses(spec.name(), "text");
          refuses(spec.name(), "NaN");
        }
        case CHOICE -> refuses(spec.name(), "no-such-choice");
        default -> {
          // Any text is allowed.
        }
      }
    }
  }

  @Example
  @Label("S7 name, summary and options are fit to be shown")
  final void s7DescribesItself() {
    DecodingStrategy strategy = strategy();
    assertTrue(
        strategy.name().matches("[a-z][a-z0-9-]*"), "S7: the name '" + strategy.name() + "'");
    assertFalse(strategy.summary().isBlank(), "S7: the summary is blank");
    assertFalse(strategy.summary().contains("\n"), "S7: the summary has several lines");
    assertEquals(strategy.options(), strategy.options(), "S7: options() changes");
    assertFalse(strategy.predictions().isEmpty(), "S7: it drives no prediction");
    assertEquals(strategy.predictions(), strategy.predictions(), "S7: predictions() changes");
    Set<String> names = new HashSet<>();
    for (OptionSpec spec : strategy.options()) {
      assertTrue(names.add(spec.name()), "S7: option " + spec.name() + " is declared twice");
      assertFalse(spec.text().isBlank(), "S7: option " + spec.name() + " has no text");
    }
  }

  @Property(tries = TRIES)
  @Label("S8 a strategy that declares SAME_TOKENS yields the tokens of next-token prediction")
  final void s8YieldsTheSameTokens(@ForAll("cases") StrategyCase tested) {
    // What next-token prediction would yield is defined for models of successors alone.
    if (tested.model().prediction() != Prediction.SUCCESSOR
        || exactness(tested.options(), tested.request().grid()) != Exactness.SAME_TOKENS) {
      return;
    }
    StrategyCase reference = new StrategyCase(tested.model(), tested.request(), Map.of());
    List<GeneratedImage> expected = run(new ReferenceDecoding(), reference).images();
    List<GeneratedImage> actual = run(tested).images();
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).tokens(), actual.get(i).tokens(), "S8, image " + i);
    }
  }

  @Property(tries = TRIES)
  @Label("S10 given cells keep their tokens and are not committed; a prefix is fed at once")
  final void s10KeepsWhatIsGiven(@ForAll("cases") StrategyCase tested) {
    RecordingModel model = new RecordingModel(new SyntheticModel(tested.model()));
    List<GeneratedImage> images =
        new Generator(model, strategy(), tested.options()).generate(tested.request()).images();
    SequenceLayout layout = model.layout(tested.request().grid());
    boolean raster = tested.model().prediction() == Prediction.SUCCESSOR;
    for (int i = 0; i < images.size(); i++) {
      GeneratedImage image = images.get(i);
      GivenCells given = image.request().given();
      List<Integer> fed = fedAtFirst(model, i);
      int open = layout.grid().cells() - given.count();
      given
          .cells()
          .forEach(
              cell -> {
                String what = "S10: the given cell " + layout.grid().cell(cell);
                assertEquals(given.token(cell), image.tokens()[cell], what + " has another token");
                assertEquals(
                    GeneratedImage.NONE,
                    image.passOfToken()[cell],
                    what + " is said to be decoded");
                assertTrue(
                    open == 0 || !raster || fed.contains(layout.position(layout.grid().cell(cell))),
                    what + " is not fed in the first pass");
              });
    }
  }

  private static List<Integer> fedAtFirst(RecordingModel model, int lane) {
    return model.passes().stream()
        .flatMap(pass -> pass.lanes().stream())
        .filter(each -> each.lane() == lane && each.prefill())
        .flatMap(each -> Arrays.stream(each.positions()).boxed())
        .toList();
  }

  /**
   * A chi-square test of all tokens of a 2x2 image together, on models whose distribution can be
   * enumerated; a strategy that keeps its promise fails once in a million tests, and never by
   * chance, since the seeds are fixed.
   */
  @Property(tries = 6, generation = GenerationMode.RANDOMIZED)
  @Label("S9 a strategy that declares the same distribution has that of next-token prediction")
  final void s9HasTheSameDistribution(
      @ForAll("smallOptions") Map<String, String> options, @ForAll boolean endOfLine) {
    if (!strategy().predictions().contains(Prediction.SUCCESSOR)
        || exactness(options, SMALL) == Exactness.APPROXIMATE) {
      return;
    }
    SyntheticSettings plain =
        SyntheticSettings.of(Dependence.FULL).withVocabulary(3).withSharpness(2);
    SyntheticSettings settings = endOfLine ? plain.withEndOfLine() : plain;
    SyntheticModel model = new SyntheticModel(settings);
    List<ImageRequest> images =
        LongStream.range(0, IMAGES)
            .mapToObj(seed -> ImageRequest.of(new ClassLabel(0), seed))
            .toList();
    GenerationRequest request = GenerationRequest.of(SMALL, images).with(Guidance.scale(1.5));
    ImageLaw law = ImageLaw.of(model, settings.vocabulary(), request);
    long[] counts = new long[law.probabilities().length];
    new Generator(model, strategy(), options)
        .generate(request)
        .images()
        .forEach(image -> counts[law.indexOf(image)]++);
    GoodnessOfFit fit = GoodnessOfFit.of(law.probabilities(), counts);
    assertTrue(fit.fits(), "S9: " + fit + " with options " + options);
  }

  @Provide
  final Arbitrary<Map<String, String>> smallOptions() {
    return StrategyArbitraries.options(strategy(), SMALL);
  }

  private Exactness exactness(Map<String, String> options, Grid grid) {
    DecodingStrategy strategy = strategy();
    return strategy.exactness(
        OptionValues.of(strategy.name(), strategy.options(), options).forGrid(grid));
  }

  private GenerationResult run(StrategyCase tested) {
    return run(strategy(), tested);
  }

  private static GenerationResult run(DecodingStrategy strategy, StrategyCase tested) {
    return new Generator(new SyntheticModel(tested.model()), strategy, tested.options())
        .generate(tested.request());
  }

  private static StrategyCase single(StrategyCase tested, int image) {
    GenerationRequest all = tested.request();
    GenerationRequest one = all.with(all.images().subList(image, image + 1));
    return new StrategyCase(tested.model(), one, tested.options());
  }

  private void refuses(String option, String value) {
    String what = "S6: option " + option + "=" + value;
    Prediction prediction = strategy().predictions().iterator().next();
    SyntheticModel model =
        new SyntheticModel(SyntheticSettings.of(Dependence.INDEPENDENT).withPrediction(prediction));
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> new Generator(model, strategy(), Map.of(option, value)),
            what + " is accepted");
    assertTrue(refused.getMessage().contains(option), what + " is refused without its name");
  }

  private static void same(
      String rule, List<GeneratedImage> expected, List<GeneratedImage> actual) {
    assertEquals(expected.size(), actual.size(), rule);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).tokens(), actual.get(i).tokens(), rule + ": tokens");
      assertArrayEquals(
          expected.get(i).passOfToken(), actual.get(i).passOfToken(), rule + ": passes");
    }
  }
}
