/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.OptionValues;
import io.zipar.fixtures.Golden;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A backend as its tests open it.
 *
 * @param factory makes the backend, anew for everything that is opened
 * @param defaults the options that hold unless a test gives others
 */
public record TestedBackend(
    Supplier<? extends ModelBackend> factory, Map<String, String> defaults) {

  /** Checked option values of the backend: the defaults, changed by names and values in turn. */
  public OptionValues options(String... namesAndValues) {
    ModelBackend backend = factory.get();
    Map<String, String> given = new HashMap<>(defaults);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      given.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return OptionValues.of("backend '" + backend.name() + "'", backend.options(), given);
  }

  /** Opens a model, with options as in {@link #options}. */
  public TokenModel open(ModelSource source, String... options) {
    return factory.get().openModel(source, options(options));
  }

  /** The class-conditional fixture. */
  public TokenModel openC2i(Golden golden, String... options) {
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(golden.folder(), Optional.empty())) {
      return open(source, options);
    }
  }

  /** The fixture of an image tokenizer. */
  public ImageTokenizer openImageTokenizer(Golden golden) {
    try (ImageTokenizerSource source = ModelLoader.discover().openImageTokenizer(golden.folder())) {
      return factory.get().openImageTokenizer(source, options());
    }
  }
}
