/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CancellationToken;
import io.zipar.Cell;
import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.Sampling;
import io.zipar.run.ScriptedStrategy.Sequential;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.DraftHead;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Prediction;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the generator does around a well-behaved strategy. */
class GeneratorTest {
  private static final Grid GRID = Grid.of(2, 3);

  private final FakeModel model = new FakeModel();
  private final Generator generator = new Generator(model, new ScriptedStrategy(Sequential::new));

  @Test
  void greedyTakesTheFavouriteOfTheConditionalLane() {
    GenerationResult result = generator.generate(request(1).with(Sampling.GREEDY));
    int[] favourites =
        IntStream.range(0, 6).map(position -> (position * 31 + 2) % FakeModel.VOCABULARY).toArray();
    assertArrayEquals(favourites, result.images().get(0).tokens());
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, result.images().get(0).passOfToken());
    assertTrue(result.images().get(0).isComplete());
  }

  @Test
  void aBatchSharesItsPasses() {
    GenerationResult result = generator.generate(request(3));
    assertEquals(6, result.metrics().forwardPasses());
    assertEquals(18, result.metrics().committedTokens());
    assertEquals(15, result.metrics().fedTokens());
    assertEquals(3.0, result.metrics().tokensPerPass());
    assertEquals(6, model.passes.size());
    assertEquals(3, model.passes.get(0).lanes().size());
    assertEquals(0, model.openSessions);
  }

  @Test
  void guidanceAddsALaneThatReceivesTheSameTokens() {
    generator.generate(request(2).with(Guidance.scale(4)));
    for (ForwardPass pass : model.passes) {
      assertEquals(4, pass.lanes().size());
      assertEquals(List.of(0, 2, 1, 3), pass.lanes().stream().map(LanePass::lane).toList());
      assertArrayEquals(pass.lanes().get(0).tokens(), pass.lanes().get(1).tokens());
      assertArrayEquals(pass.lanes().get(0).targets(), pass.lanes().get(1).targets());
    }
  }

  @Test
  void guidanceMovesAwayFromTheUnconditionalLogits() {
    // The conditional favourite has 3 scale, the unconditional one 3 - 3 scale.
    GenerationResult result =
        generator.generate(request(1).with(Guidance.scale(50)).with(Sampling.PLAIN));
    for (int position = 0; position < 6; position++) {
      float[] conditional = FakeModel.logits(Lane.Role.CONDITIONAL, position);
      assertEquals(3f, conditional[result.images().get(0).tokens()[position]]);
    }
  }

  /** The authors' code: the prefill is guided, then decode step i is while i <= interval. */
  @Test
  void theGuidanceIntervalEndsTheUnconditionalLane() {
    generator.generate(request(1).with(Guidance.interval(4, 2)));
    List<Integer> lanes = model.passes.stream().map(pass -> pass.lanes().size()).toList();
    assertEquals(List.of(2, 2, 2, 2, 1, 1), lanes);
  }

  @Test
  void aStrategyThatCannotDriveTheModelIsRefused() {
    model.prediction = Prediction.NEIGHBOURS;
    DecodingStrategy successors = drives("plain", Prediction.SUCCESSOR);
    assertEquals(
        "strategy 'plain' drives models that predict the successor of a position, but model 'fake'"
            + " predicts a cell from its neighbours: it needs a strategy that drives such models",
        assertThrows(InvalidInputException.class, () -> new Generator(model, successors))
            .getMessage());
    List<DecodingStrategy> known =
        List.of(successors, drives("waves", Prediction.NEIGHBOURS, Prediction.ANY_CELL));
    assertEquals(
        "strategy 'plain' drives models that predict the successor of a position, but model 'fake'"
            + " predicts a cell from its neighbours: it works with strategy waves",
        assertThrows(
                InvalidInputException.class,
                () -> Pairing.require(successors, "fake", Prediction.NEIGHBOURS, known))
            .getMessage());
    Pairing.require(known.get(1), "fake", Prediction.NEIGHBOURS, List.of());
  }

  private static DecodingStrategy drives(String name, Prediction... predictions) {
    return new DecodingStrategy() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String summary() {
        return "drives some models";
      }

      @Override
      public Set<Prediction> predictions() {
        return Set.of(predictions);
      }

      @Override
      public DecodingProcess begin(DecodingContext context) {
        throw new AssertionError("it is not begun");
      }
    };
  }

  /** The head's row is guided and drawn as the row of its own target would be. */
  @Test
  void aDraftIsDrawnWithTheNoiseOfItsTarget() {
    model.heads = List.of(DraftHead.ahead(2), DraftHead.below(1, 0));
    List<Integer> guesses = new ArrayList<>();
    ScriptedStrategy drafting =
        new ScriptedStrategy(
            context ->
                new Sequential(context) {
                  @Override
                  public Optional<DecodingStep> next() {
                    return position == 0
                        ? Optional.of(
                            DecodingStep.builder().query(0).draft(-1, 0).draft(-1, 1).build())
                        : super.next();
                  }

                  @Override
                  public void accept(StepOutcome outcome) {
                    if (position == 0) {
                      guesses.add(outcome.draft(-1, 0).draw());
                      guesses.add(outcome.draft(-1, 1).draw());
                      assertThrows(
                          IllegalArgumentException.class, () -> outcome.draft(0, 0).draw());
                    }
                    super.accept(outcome);
                  }
                });
    GenerationRequest flat =
        request(1).with(Sampling.PLAIN.withTemperature(30)).with(Guidance.scale(2));
    int[] tokens = new Generator(model, drafting).generate(flat).images().get(0).tokens();
    assertEquals(List.of(tokens[1], tokens[2]), guesses);
    LanePass first = model.passes.get(0).lanes().get(0);
    assertArrayEquals(new int[] {-1, -1}, first.draftPositions());
    assertArrayEquals(new int[] {0, 1}, first.draftHeads());
    assertEquals(6, model.passes.get(0).rows());
  }

  @Test
  void theNoiseOfAnImageIsThatOfItsSeed() {
    List<ImageRequest> images =
        List.of(ImageRequest.of(new ClassLabel(1), 5), ImageRequest.of(new ClassLabel(1), 6));
    GenerationRequest flat =
        GenerationRequest.of(Grid.of(8, 8), images).with(Sampling.PLAIN.withTemperature(30));
    GenerationResult both = generator.generate(flat);
    GenerationResult second =
        generator.generate(
            GenerationRequest.of(flat.grid(), images.subList(1, 2)).with(flat.sampling()));
    int[] alone = second.images().get(0).tokens();
    assertArrayEquals(alone, both.images().get(1).tokens());
    assertFalse(Arrays.equals(alone, both.images().get(0).tokens()));
  }

  @Test
  void listenersHearEveryPassAndToken() {
    List<String> heard = new ArrayList<>();
    GenerationListener listener =
        new GenerationListener() {
          @Override
          public void passBegun(int pass, int fedTokens) {
            heard.add("pass " + pass + " feeds " + fedTokens);
          }

          @Override
          public void tokenCommitted(int image, Cell cell, int token, int pass) {
            heard.add(image + ":" + cell.row() + "," + cell.column() + " in " + pass);
          }

          @Override
          public void finished(GenerationResult result) {
            heard.add("finished");
          }
        };
    GenerationRequest request =
        GenerationRequest.of(Grid.of(1, 2), List.of(ImageRequest.of(new ClassLabel(0), 0)));
    generator.generate(request, listener, new CancellationToken());
    assertEquals(
        List.of("pass 0 feeds 0", "0:0,0 in 0", "pass 1 feeds 1", "0:0,1 in 1", "finished"), heard);
  }

  @Test
  void aCancelledRunKeepsWhatIsDone() {
    CancellationToken cancellation = new CancellationToken();
    GenerationListener cancelAfterTwo =
        new GenerationListener() {
          @Override
          public void tokenCommitted(int image, Cell cell, int token, int pass) {
            if (pass == 1) {
              cancellation.cancel();
            }
          }
        };
    GenerationResult result = generator.generate(request(1), cancelAfterTwo, cancellation);
    assertTrue(result.cancelled());
    assertEquals(2, result.metrics().forwardPasses());
    assertEquals(2, result.metrics().committedTokens());
    assertEquals(GeneratedImage.NONE, result.images().get(0).tokens()[2]);
    assertFalse(result.images().get(0).isComplete());
    assertEquals(0, model.openSessions);
  }

  @Test
  void whatTheModelRefusesReachesTheCaller() {
    GenerationRequest request =
        GenerationRequest.of(GRID, List.of(ImageRequest.of(new ClassLabel(100), 0)));
    assertEquals(
        "class 100 is not in 0 ... 99",
        assertThrows(InvalidInputException.class, () -> generator.generate(request)).getMessage());
    assertTrue(model.passes.isEmpty());
  }

  private static GenerationRequest request(int images) {
    return GenerationRequest.of(
        GRID,
        IntStream.range(0, images).mapToObj(i -> ImageRequest.of(new ClassLabel(i), i)).toList());
  }
}
