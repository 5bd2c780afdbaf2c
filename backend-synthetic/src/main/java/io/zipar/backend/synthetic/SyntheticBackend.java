/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.Prediction;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Made-up models for tests and for studying strategies: what a cell depends on is known, and a run
 * takes milliseconds. Safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class SyntheticBackend implements ModelBackend {
  private static final int GRID_SIDE = 24;

  /** Creates the provider. */
  public SyntheticBackend() {}

  @Override
  public String name() {
    return "synthetic";
  }

  @Override
  public String summary() {
    return "made-up models with known dependences, exact and fast; needs no checkpoint";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
            "dependence",
            List.of("local", "independent", "full", "deep"),
            "local",
            "what the distribution of a cell depends on"),
        OptionSpec.integer(
            "reach", 1, 1024, 3, "rows and columns that matter with dependence=local"),
        OptionSpec.decimal("sharpness", 0, 1000, 8, "spread of the logits"),
        OptionSpec.integer("vocabulary", 2, 1 << 18, 64, "number of tokens"),
        OptionSpec.integer("classes", 1, 1 << 20, 1000, "number of class labels"),
        OptionSpec.choice(
            "end-of-line", List.of("no", "yes"), "no", "whether a token follows every row"),
        OptionSpec.choice(
            "prediction",
            List.of("successor", "neighbours", "any-cell"),
            "successor",
            "what the model predicts: the successor of a position, a cell from its neighbours, or"
                + " any cell"),
        OptionSpec.integer("model-seed", 0, Integer.MAX_VALUE, 0, "names the model"));
  }

  @Override
  public int preference() {
    return -1;
  }

  @Override
  public Optional<ModelSource> builtInModel() {
    return Optional.of(new SyntheticSource());
  }

  @Override
  public TokenModel openModel(ModelSource source, OptionValues options) {
    requireSynthetic(source);
    Dependence.Kind kind =
        Dependence.Kind.valueOf(options.text("dependence").toUpperCase(Locale.ROOT));
    Prediction prediction =
        Prediction.valueOf(options.text("prediction").toUpperCase(Locale.ROOT).replace('-', '_'));
    return new SyntheticModel(
        new SyntheticSettings(
            new Dependence(kind, options.integer("reach")),
            options.integer("vocabulary"),
            options.decimal("sharpness"),
            options.text("end-of-line").equals("yes"),
            options.integer("classes"),
            options.integer("model-seed"),
            Grid.of(GRID_SIDE, GRID_SIDE),
            prediction));
  }

  @Override
  public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
    requireSynthetic(source);
    int endOfLine = options.text("end-of-line").equals("yes") ? 1 : 0;
    return new PaletteTokenizer(options.integer("vocabulary") + endOfLine);
  }

  private static void requireSynthetic(ModelSource source) {
    if (!(source instanceof SyntheticSource)) {
      throw new InvalidInputException(
          "backend 'synthetic' brings its own models and opens no checkpoint: "
              + source.describe());
    }
  }
}
