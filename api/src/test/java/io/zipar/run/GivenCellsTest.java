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

import io.zipar.ClassLabel;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.Prediction;
import io.zipar.spi.StepOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cells that are known from the start. */
class GivenCellsTest {
  private static final int NONE = GeneratedImage.NONE;
  private static final Grid GRID = Grid.of(2, 3);

  private final FakeModel model = new FakeModel();

  @Test
  void aPrefixHasNoOpenCellBeforeAGivenOne() {
    assertTrue(GivenCells.NONE.isRasterPrefix());
    assertTrue(GivenCells.of(4, 0, 2).isRasterPrefix());
    assertEquals(GivenCells.of(4, 0), GivenCells.of(4, 0, NONE, NONE));
    assertEquals(GivenCells.NONE, GivenCells.of(NONE, NONE));
    GivenCells scattered = GivenCells.of(NONE, 3, NONE, 5);
    assertFalse(scattered.isRasterPrefix());
    assertEquals(2, scattered.count());
    assertArrayEquals(new int[] {1, 3}, scattered.cells().toArray());
    assertEquals(5, scattered.token(3));
    assertEquals(NONE, scattered.token(0));
    assertEquals(NONE, scattered.token(99));
  }

  @Test
  void whatCannotBeGivenIsRefused() {
    refused("the given token -2 of cell 1 is negative", () -> GivenCells.of(0, -2));
    refused(
        "cell 6 is given, but the grid 2x3 has cells 0 ... 5",
        () -> generate(GivenCells.of(0, 0, 0, 0, 0, 0, 0)));
    refused(
        "the given token 7 of Cell[frame=0, row=0, column=1] is not in 0 ... 6",
        () -> generate(GivenCells.of(0, 7)));
    refused(
        "model 'fake' predicts the successor of a position, so the given cells must be the first in"
            + " raster order: Cell[frame=0, row=0, column=0] is open, and a later one is given",
        () -> generate(GivenCells.of(NONE, 1)));
    assertTrue(model.passes.isEmpty());
  }

  private static void refused(String message, Runnable made) {
    assertEquals(message, assertThrows(InvalidInputException.class, made::run).getMessage());
  }

  @Test
  void givenCellsAreKnownAndNotCommitted() {
    GenerationResult result = generate(GivenCells.of(5, 6));
    GeneratedImage image = result.images().get(0);
    assertEquals(5, image.tokens()[0]);
    assertEquals(6, image.tokens()[1]);
    assertArrayEquals(new int[] {NONE, NONE, 0, 1, 2, 3}, image.passOfToken());
    assertTrue(image.isComplete());
    assertEquals(4, result.metrics().committedTokens());
    assertEquals(4, result.metrics().forwardPasses());
  }

  @Test
  void anImageThatIsGivenAsAWholeTakesNoPass() {
    GenerationResult result = generate(GivenCells.of(1, 2, 3, 4, 5, 6));
    assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, result.images().get(0).tokens());
    assertEquals(0, result.metrics().forwardPasses());
  }

  @Test
  void modelsOfAnyCellTakeAnySet() {
    model.prediction = Prediction.ANY_CELL;
    GeneratedImage image = generate(GivenCells.of(NONE, 3, NONE, 5)).images().get(0);
    assertEquals(3, image.tokens()[1]);
    assertEquals(5, image.tokens()[3]);
    assertTrue(image.isComplete());
  }

  private GenerationResult generate(GivenCells given) {
    ImageRequest image = ImageRequest.of(new ClassLabel(0), 1).withGiven(given);
    return new Generator(model, new ScriptedStrategy(Completing::new))
        .generate(GenerationRequest.of(GRID, List.of(image)));
  }

  /** Feeds all that is known and asks for the first open cell. */
  private static final class Completing implements DecodingProcess {
    private final DecodingContext context;
    private final int[] tokens = new int[GRID.cells()];
    private int target = -1;

    Completing(DecodingContext context) {
      this.context = context;
    }

    @Override
    public Optional<DecodingStep> next() {
      target = context.nextOpen(target + 1);
      if (target == tokens.length) {
        return Optional.empty();
      }
      DecodingStep.Builder step = DecodingStep.builder();
      for (int position = 0; position < target; position++) {
        step.feed(position, context.knownToken(position).orElse(tokens[position]), Origin.KNOWN);
      }
      return Optional.of(step.query(target).build());
    }

    @Override
    public void accept(StepOutcome outcome) {
      tokens[target] = outcome.at(target).draw();
      outcome.commit(target, tokens[target]);
    }
  }
}
