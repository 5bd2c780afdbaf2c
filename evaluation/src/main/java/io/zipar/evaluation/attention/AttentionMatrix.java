/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.attention;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.run.GenerationListener;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.AttentionProbe;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.List;
import java.util.Optional;

/**
 * How much of its attention the token of each cell gives to each cell: the mean over heads, over
 * the layers of a probe, and over the images of all runs that it listens to. Of guidance the
 * conditional lane counts, and of a token that is fed several times every feed. For one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public final class AttentionMatrix implements GenerationListener {
  /** More cells would take a gigabyte. */
  private static final int MOST_CELLS = 8192;

  private final AttentionProbe probe;
  private final Grid grid;
  private final float[][] sums;
  private final double[] prefix;
  private final int[] rows;
  private SequenceLayout layout;

  /**
   * Nothing is known yet.
   *
   * @param layers indices of attention layers, at least one
   * @param grid of the images, of at most 8192 cells
   * @throws InvalidInputException if the grid is larger, or the layers are none that can be
   */
  public AttentionMatrix(List<Integer> layers, Grid grid) {
    if (grid.cells() > MOST_CELLS) {
      throw new InvalidInputException(
          "attention between the %d cells of the grid %s is too much for a picture: take at most %d"
              .formatted(grid.cells(), grid, MOST_CELLS));
    }
    this.probe = AttentionProbe.averaged(layers);
    this.grid = grid;
    this.sums = new float[grid.cells()][grid.cells()];
    this.prefix = new double[grid.cells()];
    this.rows = new int[grid.cells()];
  }

  @Override
  public Optional<AttentionProbe> attentionProbe() {
    return Optional.of(probe);
  }

  @Override
  public void runBegun(SequenceLayout begun) {
    layout = begun;
  }

  @Override
  public void attended(int image, Lane.Role role, int pass, AttentionMap map) {
    if (role != Lane.Role.CONDITIONAL) {
      return;
    }
    for (int query = 0; query < map.queries().size(); query++) {
      Place from = map.queries().get(query);
      if (from.kind() == Kind.TOKEN && layout.isCell(from.index())) {
        add(map, query, layout.cellIndex(from.index()));
      }
    }
  }

  private void add(AttentionMap map, int query, int cell) {
    rows[cell]++;
    for (int slot = 0; slot < map.slots().size(); slot++) {
      Place to = map.slots().get(slot);
      float weight = map.weight(0, query, slot);
      if (to.kind() == Kind.PREFIX) {
        prefix[cell] += weight;
      } else if (to.kind() == Kind.TOKEN && layout.isCell(to.index())) {
        sums[cell][layout.cellIndex(to.index())] += weight;
      }
    }
  }

  /**
   * The grid.
   *
   * @return that of the images
   */
  public Grid grid() {
    return grid;
  }

  /**
   * Tells whether the token of a cell was fed at all; the last one need not be.
   *
   * @param cell index of the cell in raster order
   * @return whether it attended
   */
  public boolean attends(int cell) {
    return rows[cell] > 0;
  }

  /**
   * The attention of a token to another.
   *
   * @param from index of the cell that attends
   * @param to index of the cell that is attended to
   * @return from 0 to 1; 0 if the first did not attend
   */
  public double weight(int from, int to) {
    return attends(from) ? sums[from][to] / (double) rows[from] : 0;
  }

  /**
   * The attention of a token to the prefix: class, caption, prompt.
   *
   * @param from index of the cell that attends
   * @return from 0 to 1; with {@link #weight} less than 1 where structural tokens or query tokens
   *     are attended to
   */
  public double prefix(int from) {
    return attends(from) ? prefix[from] / rows[from] : 0;
  }
}
