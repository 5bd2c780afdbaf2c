/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.OptionSpec;
import io.zipar.spi.DecodingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The options that strategies of the family share, and the parts that they choose. */
final class JacobiOptions {
  static final String WINDOW = "window";
  static final String INITIALISATION = "initialisation";
  static final String COUPLING = "coupling";
  static final String RELAX = "relax";
  static final String RELAX_DECAY = "relax-decay";
  static final String CORRECTION = "correction";

  private static final String LEFT = "left";
  private static final String NONE = "none";
  private static final int LARGEST_WINDOW = 1 << 16;
  private static final double MOST_RELAX = 1e6;
  private static final double DEFAULT_DECAY = 0.9;

  private JacobiOptions() {}

  static OptionSpec window(int defaultValue) {
    return OptionSpec.integer(
        WINDOW,
        1,
        LARGEST_WINDOW,
        defaultValue,
        "tokens fed in a pass: the newest one and drafts; 1 is next-token prediction");
  }

  static OptionSpec initialisation(Initialisation defaultValue) {
    return OptionSpec.choice(
        INITIALISATION,
        words(Initialisation.values()),
        word(defaultValue),
        "first draft of a position: any token, or a copy of the one to the left or above");
  }

  static OptionSpec coupling(Coupling defaultValue) {
    return OptionSpec.choice(
        COUPLING,
        words(Coupling.values()),
        word(defaultValue),
        "how the drafts of one position in two passes hang together");
  }

  static List<OptionSpec> relaxation() {
    return List.of(
        OptionSpec.decimal(
            RELAX,
            0,
            MOST_RELAX,
            0,
            "keep a draft with probability min(1, (1 + relax) p / q) (Cool-SD, arXiv 2601.09212);"
                + " above 0 the images have another distribution than those of ntp"),
        OptionSpec.decimal(
            RELAX_DECAY, 0, 1, DEFAULT_DECAY, "what relax is multiplied by from draft to draft"));
  }

  static Relaxation relaxation(DecodingContext context) {
    return new Relaxation(context.options().decimal(RELAX), context.options().decimal(RELAX_DECAY));
  }

  static OptionSpec correction() {
    return OptionSpec.choice(
        CORRECTION,
        List.of(LEFT, NONE),
        LEFT,
        "how a draft is made whose left neighbour has changed: by what the model said beside the"
            + " new one, or not at all");
  }

  static <E extends Enum<E>> List<String> words(E[] values) {
    return Arrays.stream(values).map(JacobiOptions::word).toList();
  }

  static <E extends Enum<E>> String word(E value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E choice(Class<E> type, String option, DecodingContext context) {
    return Enum.valueOf(type, context.options().text(option).toUpperCase(Locale.ROOT));
  }

  static DraftRule exactMatch(Canvas canvas, DecodingContext context) {
    DraftRule plain =
        new ExactMatch(source(canvas, context, new FreshDraws(canvas.layout().positions(), 1)));
    return leftCorrection(canvas, context)
        .<DraftRule>map(correction -> new CorrectedMatch(plain, correction, context.noise()))
        .orElse(plain);
  }

  static DraftRule speculative(
      Coupling coupling, Relaxation relaxation, Canvas canvas, DecodingContext context) {
    FreshDraws draws = SpeculativeRule.freshDraws(coupling, canvas.layout().positions());
    return new SpeculativeRule(
        coupling,
        source(canvas, context, draws),
        draws,
        relaxation,
        leftCorrection(canvas, context),
        context);
  }

  private static Optional<LeftCorrection> leftCorrection(Canvas canvas, DecodingContext context) {
    return context.options().text(CORRECTION).equals(LEFT)
        ? Optional.of(new LeftCorrection(canvas, context.vocabulary()))
        : Optional.empty();
  }

  private static DraftSource source(Canvas canvas, DecodingContext context, FreshDraws draws) {
    return new DraftSource(
        choice(Initialisation.class, INITIALISATION, context),
        canvas,
        context.noise(),
        draws,
        context.vocabulary());
  }
}
