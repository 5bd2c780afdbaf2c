/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drafts in several rows of the image at once (compare Parallel Jacobi Decoding, arXiv 2606.05703).
 * With {@code mode=local} every row commits what its own drafts settle, as lossy as ZipAR with the
 * same window and never slower in passes; with {@code mode=exact} only what was judged with its
 * full raster context is committed, so that the output is that of next-token prediction: token for
 * token with {@code coupling=match} (see {@link ChangedCells}), in distribution otherwise.
 */
public final class Jacobi2d implements DecodingStrategy {
  private static final String MODE = "mode";
  private static final String EXACT = "exact";
  private static final String LOCAL = "local";
  private static final String MATCH = "match";
  private static final String DRAFTS = "drafts";
  private static final String ROWS = "rows";
  private static final String LIMIT = "limit";
  private static final int DEFAULT_WINDOW = 8;
  private static final int DEFAULT_DRAFTS = 4;
  private static final int DEFAULT_ROWS = 6;
  private static final int MOST = 1 << 16;

  /** Creates the provider. */
  public Jacobi2d() {}

  @Override
  public String name() {
    return "jacobi2d";
  }

  @Override
  public String summary() {
    return "drafts in several rows at once (compare arXiv 2606.05703): exact, or as lossy as ZipAR";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
            MODE,
            List.of(EXACT, LOCAL),
            EXACT,
            "commit what is judged with its full context, or what its own row settles"),
        OptionSpec.integerUpToColumns(
            JacobiOptions.WINDOW,
            1,
            DEFAULT_WINDOW,
            "tokens that a row must have before the row below it starts: settled ones, with"
                + " coupling=match drafts too"),
        OptionSpec.integer(DRAFTS, 0, MOST, DEFAULT_DRAFTS, "drafts that a pass feeds of one row"),
        OptionSpec.integer(ROWS, 1, MOST, DEFAULT_ROWS, "rows under way at once, with mode=exact"),
        OptionSpec.integer(
            LIMIT,
            1,
            MOST,
            MOST,
            "tokens fed in a pass at most, with mode=exact,coupling=match: the newest one and"
                + " drafts; 1 is next-token prediction"),
        OptionSpec.choice(
            JacobiOptions.COUPLING,
            Stream.concat(Stream.of(MATCH), JacobiOptions.words(Coupling.values()).stream())
                .toList(),
            JacobiOptions.word(Coupling.MAXIMAL),
            "how drafts are judged: by equality (match), or by their ratio, with this coupling"),
        JacobiOptions.initialisation(Initialisation.RANDOM),
        JacobiOptions.correction());
  }

  @Override
  public Exactness exactness(OptionValues options) {
    if (options.text(MODE).equals(LOCAL)) {
      return Exactness.APPROXIMATE;
    }
    return isMatch(options) ? Exactness.SAME_TOKENS : Exactness.SAME_DISTRIBUTION;
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    Canvas canvas = new Canvas(context);
    DraftRule rule = rule(canvas, context);
    int drafts = context.options().integer(DRAFTS);
    int window = context.options().integer(JacobiOptions.WINDOW);
    int rows = context.options().integer(ROWS);
    if (context.options().text(MODE).equals(LOCAL)) {
      return new LocalRows(canvas, rule, new SettledRows(canvas, rule, window, drafts + 1));
    }
    return isMatch(context.options())
        ? new ChangedCells(canvas, rule, window, drafts, rows, context.options().integer(LIMIT))
        : new ExactRows(
            canvas, rule, new SettledRows(canvas, rule, window, drafts + 1), drafts, rows);
  }

  private static DraftRule rule(Canvas canvas, DecodingContext context) {
    if (isMatch(context.options())) {
      return JacobiOptions.exactMatch(canvas, context);
    }
    return JacobiOptions.speculative(
        JacobiOptions.choice(Coupling.class, JacobiOptions.COUPLING, context),
        Relaxation.NONE,
        canvas,
        context);
  }

  private static boolean isMatch(OptionValues options) {
    return options.text(JacobiOptions.COUPLING).equals(MATCH);
  }
}
