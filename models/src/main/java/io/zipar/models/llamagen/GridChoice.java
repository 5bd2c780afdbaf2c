/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.Grid;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grid a checkpoint was trained for. No tensor depends on it, so it is told, from the surest
 * on: by the pixels in the architecture's name ({@code GPT-L-256}), by the configuration, by the
 * name of the file as the authors published it ({@code c2i_L_256.pt}, {@code
 * t2i_XL_stage2_512.pt}), else it is that of 384 pixels, for captions of 256.
 *
 * @param grid the grid
 */
record GridChoice(Grid grid) {
  private static final Pattern PIXELS_IN_ARCHITECTURE = Pattern.compile(".*-[0-9]+");
  private static final Pattern PUBLISHED_FILE =
      Pattern.compile("(?:c2i_[A-Z0-9]+|t2i_[A-Z0-9]+_stage[12])_(256|384|512)\\.\\w+$");

  static GridChoice of(
      Checkpoint checkpoint, Optional<Architecture> architecture, boolean text, Problems problems) {
    Optional<Architecture> sure =
        architecture.filter(a -> PIXELS_IN_ARCHITECTURE.matcher(a.name()).matches());
    Optional<Grid> configured = configured(checkpoint.config(), problems);
    if (sure.isPresent()
        && configured.filter(g -> !g.equals(sure.get().defaultGrid())).isPresent()) {
      problems.add(
          "the grid is "
              + configured.get()
              + " in "
              + checkpoint.config().name()
              + " but "
              + sure.get().defaultGrid()
              + " in architecture "
              + sure.get().name());
    }
    return new GridChoice(
        sure.map(Architecture::defaultGrid)
            .or(() -> configured)
            .or(() -> published(checkpoint.describe()))
            .orElseGet(
                () ->
                    PublishedSizes.grid(
                        text ? PublishedSizes.CAPTION_PIXELS : PublishedSizes.DEFAULT_PIXELS)));
  }

  private static Optional<Grid> published(String source) {
    Matcher matcher = PUBLISHED_FILE.matcher(source);
    return matcher.find()
        ? Optional.of(PublishedSizes.grid(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  private static Optional<Grid> configured(ModelConfig config, Problems problems) {
    Optional<Integer> rows = config.positive("grid_rows");
    Optional<Integer> columns = config.positive("grid_cols");
    Optional<Integer> cells = config.positive("block_size");
    int frames = config.positive("grid_frames").orElse(1);
    if (rows.isPresent() != columns.isPresent()) {
      problems.add("grid_rows and grid_cols in " + config.name() + " need each other");
    } else if (rows.isPresent()) {
      if ((long) rows.get() * columns.get() > Integer.MAX_VALUE) {
        problems.add(
            "grid_rows "
                + rows.get()
                + " and grid_cols "
                + columns.get()
                + " in "
                + config.name()
                + " make more than 2147483647 cells");
        return Optional.empty();
      }
      Grid grid = new Grid(frames, rows.get(), columns.get());
      cells
          .filter(count -> count != grid.cells())
          .ifPresent(
              count ->
                  problems.add(
                      "block_size "
                          + count
                          + " in "
                          + config.name()
                          + " is not that of the grid "
                          + grid));
      return Optional.of(grid);
    } else if (cells.isPresent()) {
      int side = (int) Math.round(Math.sqrt(cells.get()));
      if ((long) side * side == cells.get()) {
        return Optional.of(Grid.of(side, side));
      }
      problems.add(
          "block_size "
              + cells.get()
              + " in "
              + config.name()
              + " is no square; give grid_rows and grid_cols");
    }
    return Optional.empty();
  }
}
