/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ScriptedStrategy.Sequential;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
      assertArrayEquals(pass.lanes().get(0).queries(), pass.lanes().get(1).queries());
    }
  }

  @Test
  void guidanceMovesAwayFromTheUnconditionalLogits() {
    // The conditional favourite has 3 scale, the unconditional one 3 - 3 scale.
    GenerationResult result =
        generator.generate(request(1).with(Guidance.scale(50)).with(new Sampling(1, 0, 1, false)));
    for (int position = 0; position < 6; position++) {
      float[] conditional = FakeModel.logits(Lane.Role.CONDITIONAL, position);
      assertEquals(3f, conditional[result.images().get(0).tokens()[position]]);
    }
  }

  /** The authors' code: the prefill is guided, then decode step i is while i <= interval. */
  @Test
  void theGuidanceIntervalEndsTheUnconditionalLane() {
    generator.generate(request(1).with(new Guidance(4, 2)));
    List<Integer> lanes = model.passes.stream().map(pass -> pass.lanes().size()).toList();
    assertEquals(List.of(2, 2, 2, 2, 1, 1), lanes);
  }

  @Test
  void theNoiseOfAnImageIsThatOfItsSeed() {
    List<ImageRequest> images =
        List.of(new ImageRequest(new ClassLabel(1), 5), new ImageRequest(new ClassLabel(1), 6));
    GenerationRequest flat =
        GenerationRequest.of(Grid.of(8, 8), images).with(new Sampling(30, 0, 1, false));
    GenerationResult both = generator.generate(flat);
    GenerationResult second =
        generator.generate(
            GenerationRequest.of(flat.grid(), images.subList(1, 2)).with(flat.sampling()));
    int[] alone = second.images().get(0).tokens();
    assertArrayEquals(alone, both.images().get(1).tokens());
    assertFalse(Arrays.equals(alone, both.images().get(0).tokens()));
  }

  @Test
  void listenersHearEveryStepAndToken() {
    List<String> heard = new ArrayList<>();
    GenerationListener listener =
        new GenerationListener() {
          @Override
          public void stepBegun(int pass, int fedTokens) {
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
        GenerationRequest.of(Grid.of(1, 2), List.of(new ImageRequest(new ClassLabel(0), 0)));
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
        GenerationRequest.of(GRID, List.of(new ImageRequest(new ClassLabel(100), 0)));
    assertEquals(
        "class 100 is not in 0 ... 99",
        assertThrows(InvalidInputException.class, () -> generator.generate(request)).getMessage());
    assertTrue(model.passes.isEmpty());
  }

  private static GenerationRequest request(int images) {
    return GenerationRequest.of(
        GRID,
        IntStream.range(0, images).mapToObj(i -> new ImageRequest(new ClassLabel(i), i)).toList());
  }
}
