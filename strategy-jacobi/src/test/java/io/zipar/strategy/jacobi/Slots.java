/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.GeneratedImage;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.testkit.RecordingModel;
import java.util.Arrays;
import java.util.List;

/** Replays the passes of a run over the slots of one image. */
final class Slots {
  private static final int EMPTY = -1;

  private final SequenceLayout layout;
  private final int[] held;

  private Slots(SequenceLayout layout) {
    this.layout = layout;
    this.held = new int[layout.positions()];
    Arrays.fill(held, EMPTY);
  }

  /** Checks what was seen for each token in the pass that the token came from. */
  static void checkCommits(
      RecordingModel model, SequenceLayout layout, GeneratedImage image, int lane) {
    Slots slots = new Slots(layout);
    List<ForwardPass> passes = model.passes();
    for (int pass = 0; pass < passes.size(); pass++) {
      for (LanePass each : passes.get(pass).lanes()) {
        if (each.lane() == lane) {
          slots.write(each);
          slots.checkTargets(each, image, pass);
        }
      }
    }
  }

  private void write(LanePass lane) {
    for (int i = 0; i < lane.positions().length; i++) {
      held[lane.positions()[i]] = lane.tokens()[i];
    }
  }

  private void checkTargets(LanePass lane, GeneratedImage image, int pass) {
    for (int target : lane.targets()) {
      int query = target - 1;
      if (image.passOfToken()[layout.cellIndex(target)] == pass) {
        for (int slot = 0; slot <= query; slot++) {
          // Nothing may be hidden either: the context is that of next-token prediction.
          assertEquals(
              true, slot == query || lane.mask().isEmpty() || lane.mask().get().sees(query, slot));
          assertEquals(known(slot, image), held[slot], "slot " + slot + " before " + target);
        }
      }
    }
  }

  private int known(int slot, GeneratedImage image) {
    return layout.isStructural(slot)
        ? layout.structuralToken(slot)
        : image.tokens()[layout.cellIndex(slot)];
  }
}
