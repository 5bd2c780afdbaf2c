/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.columns;

import io.zipar.Grid;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Paints a band of rows column by column: one pass for the first token of the band, one for the
 * rest of its first column, then one for every further column. An image of R rows and C columns
 * takes about R / band x (C + 1) passes instead of R x C.
 *
 * <p>A causal model answers for the next position alone, so the first token of a row needs some
 * token at the end of the row above. Inside a band there is none yet: the band's first token stands
 * in, and is replaced as soon as the true one is drawn. With end-of-line tokens nothing needs to
 * stand in. A band of one row is next-token prediction.
 */
public final class ColumnsFirst implements DecodingStrategy {
  private static final String BAND = "band";

  /** Creates the provider. */
  public ColumnsFirst() {}

  @Override
  public String name() {
    return "columns-first";
  }

  @Override
  public String summary() {
    return "paints bands of rows column by column";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OptionSpec.integer(BAND, 1, 64, 4, "rows that are painted together"));
  }

  @Override
  public Exactness exactness(OptionValues options) {
    return options.integer(BAND) == 1 ? Exactness.SAME_TOKENS : Exactness.APPROXIMATE;
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    return new Painting(context, context.options().integer(BAND));
  }

  /** The positions that each pass decodes. */
  static List<List<Integer>> waves(SequenceLayout layout, int band) {
    Grid grid = layout.grid();
    int rows = grid.frames() * grid.rows();
    List<List<Integer>> waves = new ArrayList<>();
    for (int top = 0; top < rows; top += band) {
      int bottom = Math.min(rows, top + band);
      waves.add(column(layout, top, top + 1, 0));
      if (bottom > top + 1) {
        waves.add(column(layout, top + 1, bottom, 0));
      }
      for (int column = 1; column < grid.columns(); column++) {
        waves.add(column(layout, top, bottom, column));
      }
    }
    return waves;
  }

  private static List<Integer> column(SequenceLayout layout, int from, int to, int column) {
    Grid grid = layout.grid();
    return IntStream.range(from, to)
        .mapToObj(row -> layout.position(grid.cell(row * grid.columns() + column)))
        .toList();
  }

  /** One image. */
  private static final class Painting implements DecodingProcess {
    private final SequenceLayout layout;
    private final List<List<Integer>> waves;
    private final Map<Integer, Integer> known = new HashMap<>();
    private final int band;
    private List<Integer> newest;
    private int wave;

    Painting(DecodingContext context, int band) {
      this.layout = context.layout();
      this.band = band;
      int open = context.nextOpen(0);
      for (int position = 0; position < open; position++) {
        known.put(position, context.knownToken(position).orElseThrow());
      }
      this.newest = List.copyOf(known.keySet());
      this.waves =
          waves(layout, band).stream()
              .map(each -> each.stream().filter(target -> target >= open).toList())
              .filter(each -> !each.isEmpty())
              .toList();
    }

    @Override
    public Optional<DecodingStep> next() {
      if (wave == waves.size()) {
        return Optional.empty();
      }
      DecodingStep.Builder step = DecodingStep.builder();
      Set<Integer> fed = new HashSet<>(newest);
      newest.forEach(position -> step.feed(position, known.get(position), Origin.KNOWN));
      for (int target : waves.get(wave)) {
        int predecessor = target - 1;
        if (predecessor != SequenceLayout.PREFIX_END && fed.add(predecessor)) {
          feed(predecessor, step);
        }
        step.query(target);
      }
      return Optional.of(step.build());
    }

    private void feed(int position, DecodingStep.Builder step) {
      if (known.containsKey(position)) {
        step.feed(position, known.get(position), Origin.KNOWN);
      } else if (layout.isStructural(position)) {
        step.feed(position, layout.structuralToken(position), Origin.KNOWN);
      } else {
        step.feed(position, known.get(startOfBand(position + 1)), Origin.STAND_IN);
      }
    }

    /** The first position of the band that a position lies in. */
    private int startOfBand(int position) {
      return position / layout.rowLength() / band * band * layout.rowLength();
    }

    @Override
    public void accept(StepOutcome outcome) {
      newest = waves.get(wave++);
      for (int position : newest) {
        int token = outcome.at(position).draw();
        outcome.commit(position, token);
        known.put(position, token);
      }
    }
  }
}
