/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.ClassLabel;
import io.zipar.DraftCounts;
import io.zipar.DraftEvent;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.run.ScriptedStrategy.Sequential;
import io.zipar.spi.StepOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What strategies tell of their drafts reaches the metrics. */
class DraftCountsTest {
  @Test
  void eventsOfAllImagesAreAddedUp() {
    Generator generator =
        new Generator(
            new FakeModel(),
            new ScriptedStrategy(
                context ->
                    new Sequential(context) {
                      @Override
                      public void accept(StepOutcome outcome) {
                        outcome.note(position, DraftEvent.BONUS);
                        outcome.note(0, DraftEvent.REJECTED);
                        outcome.note(3, DraftEvent.REJECTED);
                        super.accept(outcome);
                      }
                    }));
    List<ImageRequest> images =
        List.of(ImageRequest.of(new ClassLabel(0), 0), ImageRequest.of(new ClassLabel(1), 1));
    GenerationMetrics metrics =
        generator.generate(GenerationRequest.of(Grid.of(2, 2), images)).metrics();
    assertEquals(new DraftCounts(0, 16, 0, 8), metrics.draftCounts());
    assertEquals(new DraftCounts(0, 32, 0, 16), metrics.plus(metrics).draftCounts());
    assertEquals(2 * metrics.forwardPasses(), metrics.plus(metrics).forwardPasses());
  }

  @Test
  void everyEventHasItsCount() {
    DraftCounts counts = DraftCounts.NONE;
    for (DraftEvent event : DraftEvent.values()) {
      for (int i = 0; i <= event.ordinal(); i++) {
        counts = counts.plus(event);
      }
    }
    assertEquals(new DraftCounts(1, 2, 3, 4), counts);
  }
}
