/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Prediction;
import java.util.List;
import java.util.Set;

/**
 * Decodes groups of cells in any order with a model that predicts any cell: RandAR (arXiv
 * 2412.01827), LPD (arXiv 2507.01957), and, with {@code order=confidence}, as MaskGIT (arXiv
 * 2202.04200) does it. One forward pass a group; what is drawn from the image's noise is the order,
 * so that an image does not depend on its batch.
 */
public final class AnyOrder implements DecodingStrategy {
  static final String ORDER = "order";
  static final String SCHEDULE = "schedule";
  static final String STEPS = "steps";
  static final String GROUPS = "groups";
  static final String PROXIMITY = "proximity";
  static final String REPULSION = "repulsion";

  private static final String DEFAULT_ORDER = "random";
  private static final String CONFIDENCE = "confidence";
  private static final int DEFAULT_STEPS = 64;
  private static final double DEFAULT_PROXIMITY = 1;
  private static final double DEFAULT_REPULSION = 2;

  /** Creates the provider. */
  public AnyOrder() {}

  @Override
  public String name() {
    return "any-order";
  }

  @Override
  public String summary() {
    return "groups of cells in any order (RandAR, LPD, MaskGIT), for models that predict any cell";
  }

  @Override
  public Set<Prediction> predictions() {
    return Set.of(Prediction.ANY_CELL);
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.text(
            ORDER,
            DEFAULT_ORDER,
            "raster | random | spiral | checkerboard | locality (LPD's) | confidence (what the model"
                + " is surest of first), or all cells by raster index, joined by +"),
        OptionSpec.choice(
            SCHEDULE,
            List.of("cosine", "arccos", "constant", "published"),
            "cosine",
            "how the groups grow from pass to pass; published is as LPD's authors do it"),
        OptionSpec.integer(
            STEPS, 1, Integer.MAX_VALUE, DEFAULT_STEPS, "forward passes; at most one a cell"),
        OptionSpec.text(
            GROUPS, "", "the cells of each pass, joined by +, instead of schedule and steps"),
        OptionSpec.decimal(
            PROXIMITY,
            0,
            Double.MAX_VALUE,
            DEFAULT_PROXIMITY,
            "with order=locality: how much must be known around a cell for it to count as near"),
        OptionSpec.decimal(
            REPULSION,
            0,
            Double.MAX_VALUE,
            DEFAULT_REPULSION,
            "with order=locality: cells of a group lie farther apart than this"));
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    OptionValues options = context.options();
    Cells cells = Cells.of(context.layout().grid(), context.given());
    int open = cells.open().length;
    int[] groups = open == 0 ? new int[0] : groups(options, open);
    CellChoice choice =
        options.text(ORDER).equals(CONFIDENCE)
            ? new SurestCells(cells, groups)
            : new OrderedCells(order(options).of(cells, groups, Draws.of(context.noise())), groups);
    return new AnyOrderProcess(context.layout(), context.given(), choice);
  }

  private static int[] groups(OptionValues options, int cells) {
    String listed = options.text(GROUPS);
    if (!listed.isEmpty()) {
      return GroupSizes.listed(NumberList.parse(GROUPS, listed), cells);
    }
    int steps = options.integer(STEPS);
    return switch (options.text(SCHEDULE)) {
      case "arccos" -> GroupSizes.arccos(cells, steps);
      case "constant" -> GroupSizes.constant(cells, steps);
      case "published" -> PublishedGroups.of(cells, steps);
      default -> GroupSizes.cosine(cells, steps);
    };
  }

  private static CellOrder order(OptionValues options) {
    String order = options.text(ORDER);
    return switch (order) {
      case "raster" -> CellOrder.raster();
      case "random" -> CellOrder.random();
      case "spiral" -> CellOrder.spiral();
      case "checkerboard" -> CellOrder.checkerboard();
      case "locality" -> new LocalityOrder(options.decimal(PROXIMITY), options.decimal(REPULSION));
      default -> CellOrder.listed(NumberList.parse(ORDER, order));
    };
  }
}
