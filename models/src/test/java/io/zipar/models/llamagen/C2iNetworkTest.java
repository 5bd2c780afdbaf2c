/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class C2iNetworkTest {
  private static final C2iNetwork NETWORK = network(8);
  private static final SequenceLayout LAYOUT = NETWORK.layout(NETWORK.defaultGrid());

  private static C2iNetwork network(int headWidth) {
    TransformerSizes sizes = new TransformerSizes(1, headWidth, 1, 1, headWidth, 4, 5, 1e-5);
    return new C2iNetwork("tiny", sizes, 1000, Grid.of(2, 3), 10000);
  }

  @Example
  void theUnconditionalLaneTakesTheRowBehindTheLastClass() {
    ClassLabel label = new ClassLabel(207);
    assertArrayEquals(new int[] {207}, rows(new Lane(label, Lane.Role.CONDITIONAL)));
    assertArrayEquals(new int[] {1000}, rows(new Lane(label, Lane.Role.UNCONDITIONAL)));
    assertEquals(1, NETWORK.prefix(new Lane(label, Lane.Role.CONDITIONAL), LAYOUT).slots());
  }

  @Example
  void aClassOutOfRangeIsRefused() {
    NETWORK.checkConditioning(new ClassLabel(0));
    NETWORK.checkConditioning(new ClassLabel(999));
    assertEquals("class 1000 is not in 0 ... 999", refusal(new ClassLabel(1000)));
    assertEquals("class -1 is not in 0 ... 999", refusal(new ClassLabel(-1)));
    Conditioning caption = () -> "caption 'a dog'";
    assertEquals("caption 'a dog': tiny is conditioned by a class alone", refusal(caption));
  }

  @Example
  void gridsItCannotPaintAreRefused() {
    assertEquals(SequenceLayout.raster(Grid.of(7, 9)), NETWORK.layout(Grid.of(7, 9)));
    assertEquals(
        "grid 2x3x3: tiny paints still images, of one frame",
        assertThrows(InvalidInputException.class, () -> NETWORK.layout(new Grid(2, 3, 3)))
            .getMessage());
    assertEquals(
        "grid 257x256: tiny paints at most 65536 tokens",
        assertThrows(InvalidInputException.class, () -> NETWORK.layout(Grid.of(257, 256)))
            .getMessage());
  }

  @Property(tries = 100)
  void theFramesOfAVideoAreOneTallPicture(
      @ForAll @IntRange(min = 2, max = 4) int frames,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns) {
    Grid grid = new Grid(frames, rows, columns);
    C2iNetwork video =
        new C2iNetwork("tiny", NETWORK.sizes(), 1000, new Grid(2, 3, 3), NETWORK.rotaryBase());
    SequenceLayout layout = video.layout(grid);
    assertEquals(SequenceLayout.raster(grid), layout);
    SequenceLayout tall = NETWORK.layout(Grid.of(frames * rows, columns));
    assertArrayEquals(NETWORK.rotary(tall, 1).cosines(), video.rotary(layout, 1).cosines());
    assertArrayEquals(NETWORK.rotary(tall, 1).sines(), video.rotary(layout, 1).sines());
    assertThrows(InvalidInputException.class, () -> video.layout(new Grid(2, 256, 256)));
  }

  @Property(tries = 100)
  void halfOfThePairsTurnsByRowAndHalfByColumn(
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll @IntRange(min = 1, max = 5) int quarter,
      @ForAll @IntRange(max = 3) int prefix) {
    int headWidth = 4 * quarter;
    C2iNetwork network = network(headWidth);
    RotaryTable table = network.rotary(network.layout(Grid.of(rows, columns)), prefix);
    assertEquals(prefix + rows * columns, table.slots());
    assertEquals(2 * quarter, table.pairs());
    assertEquals(RotaryTable.Pairing.ADJACENT, table.pairing());
    for (int slot = 0; slot < table.slots(); slot++) {
      for (int pair = 0; pair < table.pairs(); pair++) {
        float cosine = table.cosines()[slot * table.pairs() + pair];
        float sine = table.sines()[slot * table.pairs() + pair];
        if (slot < prefix) {
          assertEquals(0f, cosine);
          assertEquals(0f, sine);
        } else {
          int cell = slot - prefix;
          int turns = pair < quarter ? cell / columns : cell % columns;
          double angle = turns / Math.pow(10000, (pair % quarter) / (double) quarter);
          assertEquals(Math.cos(angle), cosine, 1e-6);
          assertEquals(Math.sin(angle), sine, 1e-6);
        }
      }
    }
  }

  private static int[] rows(Lane lane) {
    return ((PrefixInput.TableRows) NETWORK.prefix(lane, LAYOUT)).rows();
  }

  private static String refusal(Conditioning conditioning) {
    Lane lane = new Lane(conditioning, Lane.Role.CONDITIONAL);
    String message =
        assertThrows(InvalidInputException.class, () -> NETWORK.prefix(lane, LAYOUT)).getMessage();
    assertEquals(
        message,
        assertThrows(InvalidInputException.class, () -> NETWORK.checkConditioning(conditioning))
            .getMessage());
    return message;
  }
}
