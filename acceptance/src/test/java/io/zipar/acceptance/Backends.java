/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.OptionValues;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The backends that run checkpoints, as ServiceLoader finds them on the class path. */
final class Backends {
  private Backends() {}

  static Stream<ModelBackend> all() {
    return Plugins.backends().all().stream()
        .filter(backend -> backend.builtInModel().isEmpty())
        .filter(backend -> backend.availability().usable());
  }

  static TokenModel openModel(ModelBackend backend, Path checkpoint) {
    try (TransformerSource source =
        ModelLoader.discover().openTransformer(checkpoint, Optional.empty())) {
      return open(backend, source);
    }
  }

  static TokenModel open(ModelBackend backend, TransformerSource source) {
    return backend.openModel(source, defaults(backend));
  }

  static ImageTokenizer openImageTokenizer(ModelBackend backend, Path checkpoint) {
    try (ImageTokenizerSource source = ModelLoader.discover().openImageTokenizer(checkpoint)) {
      return backend.openImageTokenizer(source, defaults(backend));
    }
  }

  private static OptionValues defaults(ModelBackend backend) {
    return OptionValues.of(backend.name(), backend.options(), options(backend));
  }

  /**
   * One thread, for on models this small more of them only wait for each other; and the device that
   * every machine with OpenCL's portable implementation has, if nobody says otherwise.
   */
  static Map<String, String> options(ModelBackend backend) {
    Map<String, String> given = new HashMap<>();
    if (backend.options().stream().anyMatch(spec -> spec.name().equals("threads"))) {
      given.put("threads", "1");
    }
    if (backend.name().equals("opencl")) {
      given.put("device", System.getenv().getOrDefault("ZIPAR_TESTED_OPENCL_DEVICE", "cpu"));
    }
    return given;
  }
}
