/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.OptionValues;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many passes ZipAR takes for the sizes of Lumina-mGPT and Emu3-Gen, rows that end with an
 * end-of-line token included, on a model that needs no weights.
 */
class StepCountTest {
  /**
   * The loop of ZipAR's authors, whose windows are one more, takes three passes before the image.
   */
  @ParameterizedTest(name = "window {0}")
  @CsvSource({"2, 98", "11, 521", "14, 662", "16, 756", "17, 803", "20, 944"})
  void passesForLuminaAreThoseOfTheAuthors(int theirWindow, int theirPasses) {
    String window = Integer.toString(theirWindow - 1);
    assertEquals(theirPasses - 3, passes(48, Map.of("window", window, "first-row", "window")));
  }

  @ParameterizedTest(name = "{0} x {0}, window {1}: {2} or {3} passes")
  @CsvSource({
    "48, 10, 556, 518",
    "48, 13, 694, 659",
    "48, 16, 832, 800",
    "48, 48, 2304, 2304",
    "90, 7, 796, 713",
    "90, 16, 1588, 1514"
  })
  void passesAreThoseOfTheFormula(int side, int window, int alone, int early) {
    assertEquals(2 * side + (side - 2) * window, alone);
    assertEquals(side + (side - 1) * window, early);
    assertEquals(alone, passes(side, Map.of("window", "" + window)));
    assertEquals(early, passes(side, Map.of("window", "" + window, "first-row", "window")));
  }

  private static int passes(int side, Map<String, String> options) {
    DecodingStrategy zipar = Plugins.strategies().named("zipar");
    ModelBackend backend = Plugins.backends().named("synthetic");
    OptionValues settings =
        OptionValues.of(
            "synthetic", backend.options(), Map.of("end-of-line", "yes", "vocabulary", "8"));
    try (TokenModel model = backend.openModel(backend.builtInModel().orElseThrow(), settings)) {
      GenerationRequest request =
          GenerationRequest.of(Grid.of(side, side), List.of(ImageRequest.of(new ClassLabel(0), 1)));
      return new Generator(model, zipar, options).generate(request).metrics().forwardPasses();
    }
  }
}
