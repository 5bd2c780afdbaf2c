/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.Prediction;
import io.zipar.spi.RowRequest;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The four forms of guidance against their formulas, alone and in runs of all predictions. */
class GuidanceProperties {
  private static final Grid GRID = Grid.of(3, 4);
  private static final int CELLS = 12;

  @Property
  void linearFormsAreTheAuthors(
      @ForAll @DoubleRange(min = 1, max = 9) double first,
      @ForAll @DoubleRange(min = 1, max = 9) double last,
      @ForAll @IntRange(max = 63) int decoded) {
    double expected = first + (last - first) * decoded / 64;
    assertEquals(expected, Guidance.share(first, last).at(decoded, 64));
    assertEquals(expected, Guidance.rank(first, last).at(decoded, 64));
    assertEquals(last, Guidance.scale(last).at(decoded, 64));
    assertEquals(decoded <= 20 ? last : 1, Guidance.interval(last, 20).at(decoded, 64));
    assertEquals(last, Guidance.interval(last, -1).at(decoded, 64));
  }

  @Example
  void whatIsNoGuidanceIsRefused() {
    for (double scale : new double[] {0.99, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message = "guidance scale " + scale + " is not a finite number of at least 1 (off)";
      refused(message, () -> Guidance.scale(scale));
      refused(message, () -> Guidance.share(scale, 2));
      refused(message, () -> Guidance.rank(2, scale));
      refused(message, () -> Guidance.scale(2).withScale(scale));
    }
    refused("guidance interval -2 is not -1 (all tokens) or more", () -> Guidance.interval(2, -2));
  }

  private static void refused(String message, Runnable made) {
    assertEquals(message, assertThrows(InvalidInputException.class, made::run).getMessage());
  }

  @Example
  void guidanceIsAValue() {
    assertEquals(Guidance.scale(3), Guidance.interval(3, -1));
    assertEquals(Guidance.scale(3).hashCode(), Guidance.interval(3, -1).hashCode());
    assertNotEquals(Guidance.share(1, 3), Guidance.rank(1, 3));
    assertEquals(Guidance.share(1, 5), Guidance.share(1, 3).withScale(5));
    assertEquals(Guidance.interval(5, 7), Guidance.interval(3, 7).withScale(5));
    assertFalse(Guidance.OFF.isOn());
    assertTrue(Guidance.share(2, 1).isOn());
  }

  /** A successor model guides by raster index, whichever way it is decoded. */
  @Example
  void successorsAreGuidedByTheirRasterIndex() {
    for (Guidance guidance : List.of(Guidance.share(2, 5), Guidance.rank(2, 5))) {
      Map<Integer, Double> scales = scales(Prediction.SUCCESSOR, guidance, List.of(3, 4, 5));
      scales.forEach(
          (target, scale) -> assertEquals(2 + 3.0 * target / CELLS, scale, "target " + target));
      assertEquals(CELLS, scales.size());
    }
    Map<Integer, Double> interval =
        scales(Prediction.SUCCESSOR, Guidance.interval(4, 2), List.of(3, 4, 5));
    interval.forEach((target, scale) -> assertEquals(target <= 3 ? 4 : 1, scale));
  }

  /** Others by the cells known before the pass, with the rank by the order of asking besides. */
  @Example
  void othersAreGuidedByWhatIsKnown() {
    List<Integer> sizes = List.of(1, 4, 7);
    Map<Integer, Double> share = scales(Prediction.ANY_CELL, Guidance.share(1, 4), sizes);
    Map<Integer, Double> rank = scales(Prediction.ANY_CELL, Guidance.rank(1, 4), sizes);
    Map<Integer, Double> interval = scales(Prediction.ANY_CELL, Guidance.interval(4, 1), sizes);
    for (int cell = 0; cell < CELLS; cell++) {
      int known = cell < 1 ? 0 : cell < 5 ? 1 : 5;
      assertEquals(1 + 3.0 * known / CELLS, share.get(cell), "cell " + cell);
      assertEquals(1 + 3.0 * cell / CELLS, rank.get(cell), "cell " + cell);
      assertEquals(known <= 1 ? 4 : 1, interval.get(cell), "cell " + cell);
    }
  }

  /** The scale that each target was asked for with, in a run that decodes cells in groups. */
  private static Map<Integer, Double> scales(
      Prediction prediction, Guidance guidance, List<Integer> sizes) {
    Map<Integer, Double> scales = new TreeMap<>();
    FakeModel model =
        new FakeModel() {
          @Override
          Logits answer(List<float[]> rows) {
            Logits plain = super.answer(rows);
            return new Logits() {
              @Override
              public int rows() {
                return plain.rows();
              }

              @Override
              public Optional<List<io.zipar.spi.Distribution>> distributions(
                  List<RowRequest> requests) {
                requests.forEach(each -> scales.put(each.target(), each.scale()));
                checkRows(passes.get(passes.size() - 1).lanes(), requests);
                return Optional.empty();
              }

              @Override
              public void copyRow(int row, float[] target) {
                plain.copyRow(row, target);
              }
            };
          }
        };
    model.prediction = prediction;
    GenerationRequest request =
        GenerationRequest.of(GRID, List.of(ImageRequest.of(new ClassLabel(1), 1))).with(guidance);
    new Generator(model, new ScriptedStrategy(context -> new Groups(sizes))).generate(request);
    return scales;
  }

  /** The unconditional lane is asked for what is guided and nothing else. */
  private static void checkRows(List<LanePass> lanes, List<RowRequest> requests) {
    int[] guided =
        requests.stream().filter(RowRequest::isGuided).mapToInt(RowRequest::target).toArray();
    int asked = lanes.size() == 1 ? 0 : lanes.get(1).targets().length;
    assertEquals(guided.length, asked);
    int firstRow = lanes.get(0).targets().length;
    for (RowRequest each : requests) {
      assertEquals(each.isGuided(), each.scale() > 1);
      if (each.isGuided()) {
        assertEquals(each.target(), lanes.get(1).targets()[each.unconditionalRow() - firstRow]);
      }
    }
  }

  /** Decodes groups of cells in raster order; feeds drafts where something must be fed. */
  private static final class Groups implements DecodingProcess {
    private final List<Integer> sizes;
    private final List<Integer> group = new ArrayList<>();
    private int passes;
    private int known;

    Groups(List<Integer> sizes) {
      this.sizes = sizes;
    }

    @Override
    public Optional<DecodingStep> next() {
      if (known == CELLS) {
        return Optional.empty();
      }
      group.clear();
      IntStream.range(known, known + sizes.get(passes++)).forEach(group::add);
      DecodingStep.Builder step = DecodingStep.builder();
      for (int target : group) {
        if (target > 0) {
          step.feed(target - 1, 0, Origin.DRAFT);
        }
        step.query(target);
      }
      return Optional.of(step.build());
    }

    @Override
    public void accept(StepOutcome outcome) {
      group.forEach(target -> outcome.commit(target, outcome.at(target).draw()));
      known += group.size();
    }
  }
}
