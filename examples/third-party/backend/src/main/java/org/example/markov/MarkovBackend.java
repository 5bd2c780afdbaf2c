/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.markov;

import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Optional;

/**
 * Runs one model that it brings itself: a Markov field of grey levels, in which a token resembles
 * the tokens to its left and above. No checkpoint, no native code. Safe for several threads.
 */
public final class MarkovBackend implements ModelBackend {
  private static final String LEVELS = "levels";
  private static final String CONTRAST = "contrast";

  /** Creates the provider. */
  public MarkovBackend() {}

  @Override
  public String name() {
    return "markov";
  }

  @Override
  public String summary() {
    return "a Markov field of grey levels; needs no checkpoint";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.integer(LEVELS, 2, 256, 16, "number of grey levels, which are the tokens"),
        OptionSpec.decimal(CONTRAST, 0, 1000, 100, "how strongly neighbours attract each other"));
  }

  @Override
  public int preference() {
    return -1;
  }

  @Override
  public Optional<ModelSource> builtInModel() {
    return Optional.of(new Source());
  }

  @Override
  public TokenModel openModel(ModelSource source, OptionValues options) {
    requireOwn(source);
    return new MarkovModel(options.integer(LEVELS), options.decimal(CONTRAST));
  }

  @Override
  public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
    requireOwn(source);
    return new GreyTokenizer(options.integer(LEVELS));
  }

  private static void requireOwn(ModelSource source) {
    if (!(source instanceof Source)) {
      throw new InvalidInputException(
          "backend 'markov' brings its own model and opens no checkpoint: " + source.describe());
    }
  }

  private record Source() implements ModelSource {
    @Override
    public String describe() {
      return "a Markov field";
    }
  }
}
