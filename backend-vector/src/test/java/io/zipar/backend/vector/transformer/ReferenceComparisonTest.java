/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.Visibility;
import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.RandomPasses;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link RandomPasses} on this backend. */
class ReferenceComparisonTest {
  @ParameterizedTest
  @CsvSource({
    "4, 4, ADJACENT, WRITTEN, float32, 1e-4",
    "4, 2, ADJACENT, ALL, float32, 1e-4",
    "6, 2, HALVES, WRITTEN, float32, 1e-4",
    "3, 1, HALVES, ALL, float32, 1e-4"
  })
  void randomPassesGiveWhatTheReferenceGives(
      int heads,
      int keyValueHeads,
      RotaryTable.Pairing pairing,
      Visibility visibility,
      String precision,
      double tolerance) {
    SyntheticTransformer source = RandomPasses.network(heads, keyValueHeads, pairing);
    try (TokenModel model = TestedVector.BACKEND.open(source, "dtype", precision)) {
      RandomPasses.giveWhatTheReferenceGives(source, model, visibility, tolerance);
    }
  }

  static Stream<SyntheticTransformer.Variant> variants() {
    return RandomPasses.variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void soDoNetworksOfEveryKind(SyntheticTransformer.Variant variant) {
    SyntheticTransformer source = RandomPasses.network(variant);
    try (TokenModel model = TestedVector.BACKEND.open(source)) {
      RandomPasses.giveWhatTheReferenceGives(source, model, Visibility.WRITTEN, 1e-4);
    }
  }
}
