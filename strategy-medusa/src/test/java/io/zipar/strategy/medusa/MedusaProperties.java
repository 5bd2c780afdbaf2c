/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.medusa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.DraftCounts;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.Sampling;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.DraftHead;
import io.zipar.strategy.ntp.NextTokenPrediction;
import io.zipar.testkit.Requests;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MedusaProperties {
  private static final List<DraftHead> AHEAD =
      List.of(DraftHead.ahead(2), DraftHead.ahead(3), DraftHead.ahead(5));
  private static final List<DraftHead> BELOW =
      List.of(DraftHead.below(1, 0), DraftHead.below(1, -1), DraftHead.below(2, 1));
  private static final List<DraftHead> BOTH =
      List.of(DraftHead.ahead(2), DraftHead.below(1, 0), DraftHead.ahead(1));

  @Provide
  Arbitrary<List<DraftHead>> heads() {
    return Arbitraries.of(AHEAD, BELOW, BOTH);
  }

  /** Whatever the heads guess, they guess drafts alone. */
  @Property(tries = 1000)
  void theTokensAreThoseOfNextTokenPrediction(
      @ForAll("heads") List<DraftHead> heads,
      @ForAll @IntRange(min = 1, max = 3) int frames,
      @ForAll @IntRange(min = 1, max = 7) int rows,
      @ForAll @IntRange(min = 1, max = 7) int columns,
      @ForAll @IntRange(min = 1, max = 9) int window,
      @ForAll @IntRange(min = 2, max = 5) int vocabulary,
      @ForAll boolean endOfLine,
      @ForAll boolean greedy,
      @ForAll @IntRange(min = 0, max = 12) int given,
      @ForAll long seed) {
    Grid grid = new Grid(frames, rows, columns);
    SyntheticSettings settings =
        SyntheticSettings.of(Dependence.FULL).withSharpness(6).withVocabulary(vocabulary);
    SyntheticModel model = new SyntheticModel(endOfLine ? settings.withEndOfLine() : settings);
    int[] prefix = new int[Math.min(given, grid.cells())];
    GenerationRequest request =
        Requests.withGiven(Requests.of(grid, 2, seed), GivenCells.of(prefix))
            .with(Guidance.scale(2))
            .with(greedy ? Sampling.GREEDY : Sampling.PLAIN);
    GenerationResult expected = new Generator(model, new NextTokenPrediction()).generate(request);
    GenerationResult actual =
        new Generator(
                new GuessingModel(model, heads, seed, 4),
                new Medusa(),
                Map.of("window", Integer.toString(window)))
            .generate(request);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(expected.images().get(i).tokens(), actual.images().get(i).tokens());
    }
    assertTrue(actual.metrics().forwardPasses() <= expected.metrics().forwardPasses());
    DraftCounts counts = actual.metrics().draftCounts();
    assertEquals(
        actual.metrics().committedTokens(),
        counts.accepted() + counts.recovered() + counts.bonus());
    assertTrue(counts.accepted() + counts.rejected() <= actual.metrics().drafts());
  }

  /** Where all tokens are alike likely, greedy guesses are right: a pass yields one token more. */
  @Property(tries = 50)
  void rightDraftsAreAccepted(
      @ForAll @IntRange(min = 2, max = 6) int rows,
      @ForAll @IntRange(min = 2, max = 6) int columns,
      @ForAll @IntRange(min = 1, max = 2) int window) {
    Grid grid = Grid.of(rows, columns);
    SyntheticModel model =
        new SyntheticModel(
            SyntheticSettings.of(Dependence.FULL).withVocabulary(2).withSharpness(0));
    GenerationResult result =
        new Generator(
                new GuessingModel(model, List.of(DraftHead.ahead(2), DraftHead.ahead(3)), 1, 0),
                new Medusa(),
                Map.of("window", Integer.toString(window)))
            .generate(Requests.of(grid, 1, 1).with(Sampling.GREEDY));
    int later = grid.cells() - 1;
    int passes = 1 + (later + window) / (window + 1);
    assertEquals(passes, result.metrics().forwardPasses());
  }

  /**
   * Where no token depends on another, what the model draws behind a wrong draft is right, so heads
   * that know nothing save passes: without those draws nearly each token would cost one. How many
   * are saved depends on the seed, so many are added up.
   */
  @Property(tries = 1)
  void whatTheModelDrewBehindAWrongDraftIsTheNextDraft() {
    Grid grid = Grid.of(6, 6);
    SyntheticModel model =
        new SyntheticModel(
            SyntheticSettings.of(Dependence.FULL).withVocabulary(64).withSharpness(0));
    int images = 50;
    long passes = 0;
    for (int seed = 0; seed < images; seed++) {
      passes +=
          new Generator(
                  new GuessingModel(model, AHEAD, seed, 8), new Medusa(), Map.of("window", "4"))
              .generate(Requests.of(grid, 1, seed))
              .metrics()
              .forwardPasses();
    }
    assertTrue(passes <= images * grid.cells() * 3L / 4, passes + " passes");
  }

  @Property(tries = 1)
  void aModelWithoutHeadsIsRefused() {
    SyntheticModel model = new SyntheticModel(SyntheticSettings.of(Dependence.FULL));
    Generator generator = new Generator(model, new Medusa());
    GenerationRequest request = Requests.of(Grid.of(2, 2), 1, 1);
    String message =
        assertThrows(InvalidInputException.class, () -> generator.generate(request)).getMessage();
    assertTrue(message.contains("medusa") && message.contains("draft heads"), message);
  }
}
