/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Grid;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The orders of the authors' generator of LPD, replayed from the numbers that it drew. */
class LocalityOrderTest {
  private final Golden golden = Golden.of("any-order/lpd-orders", "orders.safetensors");

  @ParameterizedTest
  @CsvSource({
    "g8_10, 8, 1, 1",
    "g8_5, 8, 1, 1",
    "g8_10_rep2, 8, 1, 2",
    "g8_64, 8, 1, 1",
    "g8_10_prox2.5, 8, 2.5, 1",
    "g16_20_rep2, 16, 1, 2",
    "g16_20_rep3, 16, 1, 3",
    "g16_32_rep2, 16, 1, 2",
    "g32_48_rep4, 32, 1, 4"
  })
  void theAuthorsOrder(String name, int side, double proximity, double repulsion) {
    Cells cells = new Cells(Grid.of(side, side), new BitSet());
    int[] groups = golden.ints(name + ".group_sizes");
    GoldenArray orders = golden.array(name + ".order");
    GoldenArray draws = golden.array(name + ".draws");
    assertTrue(orders.count() > 1);
    for (int i = 0; i < orders.count(); i++) {
      Replay replay = new Replay(draws.get(i).ints());
      int[] order = new LocalityOrder(proximity, repulsion).of(cells, groups, replay);
      assertArrayEquals(orders.get(i).ints(), order, name + ", order " + i);
      replay.assertUsedUp();
    }
  }

  @ParameterizedTest
  @CsvSource({"256, 20, g16_20_rep2", "256, 32, g16_32_rep2", "1024, 48, g32_48_rep4"})
  void publishedSizesAreThoseOfThePublishedOrders(int cells, int steps, String name) {
    int[] sizes = PublishedGroups.of(cells, steps);
    assertArrayEquals(golden.ints(name + ".group_sizes"), sizes);
    assertEquals(cells, Arrays.stream(sizes).sum());
  }

  /** Hands out recorded numbers. */
  private static final class Replay implements Draws {
    private static final int UNUSED = -1;

    private final int[] recorded;
    private int used;

    Replay(int[] recorded) {
      this.recorded = recorded;
    }

    @Override
    public int next(int bound) {
      int draw = recorded[used++];
      assertTrue(draw >= 0 && draw < bound, draw + " of " + bound);
      return draw;
    }

    void assertUsedUp() {
      assertTrue(used == recorded.length || recorded[used] == UNUSED, "draws are left over");
    }
  }
}
