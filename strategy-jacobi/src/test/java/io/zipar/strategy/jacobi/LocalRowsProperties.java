/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.run.Generator;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.LanePass;
import io.zipar.spi.SequenceLayout;
import io.zipar.strategy.zipar.ZipAr;
import io.zipar.testkit.RecordingModel;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What {@code jacobi2d} with {@code mode=local} keeps of ZipAR, and what it hides. */
class LocalRowsProperties {
  @Provide
  Arbitrary<Setup> setups() {
    return Setup.any(10);
  }

  @Provide
  Arbitrary<Variant> local() {
    return Arbitraries.of(Variant.local());
  }

  @Property(tries = 500)
  void passesNeverExceedThoseOfZipArWithTheSameWindow(
      @ForAll("setups") Setup setup, @ForAll("local") Variant variant) {
    Map<String, String> options =
        Map.of("window", Integer.toString(setup.window()), "first-row", "window");
    GenerationResult zipAr =
        new Generator(setup.model(), new ZipAr(), options).generate(setup.request());
    GenerationResult drafts = setup.run(variant);
    for (int image = 0; image < drafts.images().size(); image++) {
      int[] bound = zipAr.images().get(image).passOfToken();
      int[] passes = drafts.images().get(image).passOfToken();
      for (int cell = 0; cell < passes.length; cell++) {
        assertTrue(passes[cell] <= bound[cell], "cell " + cell);
      }
    }
  }

  /** Cell (r, c) is settled only after (r-1, min(c + window - 1, C - 1)), never beside it. */
  @Property(tries = 500)
  void aRowNeverOvertakesTheOneAbove(
      @ForAll("setups") Setup setup, @ForAll("local") Variant variant) {
    int columns = setup.request().grid().columns();
    for (var image : setup.run(variant).images()) {
      int[] pass = image.passOfToken();
      for (int cell = columns; cell < pass.length; cell++) {
        int column = cell % columns;
        int above = Math.min(column + setup.window() - 1, columns - 1);
        assertTrue(pass[cell] > pass[cell - columns - column + above], "cell " + cell);
      }
    }
  }

  @Property(tries = 300)
  void withoutDraftsTheScheduleIsThatOfZipAr(
      @ForAll("setups") Setup setup, @ForAll("local") Variant variant) {
    Grid grid = setup.request().grid();
    GenerationResult result = variant.sized(1, setup.window()).run(setup.model(), setup.request());
    assertEquals(
        grid.columns() + (grid.frames() * grid.rows() - 1) * setup.window(),
        result.metrics().forwardPasses());
  }

  @Property(tries = 300)
  void aLagOfAllColumnsIsLossless(@ForAll("setups") Setup setup) {
    Variant variant = new Variant(new Jacobi2d(), Map.of("mode", "local", "coupling", "match"));
    int columns = setup.request().grid().columns();
    GenerationResult result =
        variant.sized(setup.tokens(), columns).run(setup.model(), setup.request());
    GenerationResult expected = setup.ntp();
    for (int image = 0; image < result.images().size(); image++) {
      assertArrayEquals(expected.images().get(image).tokens(), result.images().get(image).tokens());
    }
  }

  /** A slot of another row that is seen holds the token that is committed in the end. */
  @Property(tries = 500)
  void noDraftOfAnotherRowIsSeen(@ForAll("setups") Setup setup, @ForAll("local") Variant variant) {
    RecordingModel model = new RecordingModel(setup.model());
    GenerationResult result =
        variant.sized(setup.tokens(), setup.window()).run(model, setup.request());
    SequenceLayout layout = model.layout(setup.request().grid());
    int[] tokens = result.images().get(0).tokens();
    int columns = setup.request().grid().columns();
    int[] held = new int[layout.positions()];
    Arrays.fill(held, -1);
    for (ForwardPass pass : model.passes()) {
      for (LanePass lane : pass.lanes()) {
        if (lane.lane() == 0) {
          for (int i = 0; i < lane.positions().length; i++) {
            held[lane.positions()[i]] = lane.tokens()[i];
          }
          for (int target : lane.targets()) {
            int query = target - 1;
            int row = layout.cellIndex(target) / columns;
            for (int slot = 0; slot < query; slot++) {
              boolean seen = lane.mask().isEmpty() || lane.mask().get().sees(query, slot);
              if (seen && held[slot] >= 0 && !layout.isStructural(slot)) {
                int cell = layout.cellIndex(slot);
                assertTrue(cell / columns == row || held[slot] == tokens[cell], "slot " + slot);
              }
            }
          }
        }
      }
    }
  }
}
