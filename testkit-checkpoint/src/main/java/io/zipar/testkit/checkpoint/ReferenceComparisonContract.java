/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.Visibility;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.TokenModel;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link RandomPasses} in float32: grouped heads, both rotary pairings, networks of every kind. */
public abstract class ReferenceComparisonContract {
  private static final double TOLERANCE = 1e-4;

  /** The backend under test. */
  protected abstract TestedBackend backend();

  @ParameterizedTest
  @CsvSource({
    "4, 4, ADJACENT, WRITTEN",
    "4, 2, ADJACENT, ALL",
    "6, 2, HALVES, WRITTEN",
    "3, 1, HALVES, ALL"
  })
  void randomPassesGiveWhatTheReferenceGives(
      int heads, int keyValueHeads, RotaryTable.Pairing pairing, Visibility visibility) {
    SyntheticTransformer source = RandomPasses.network(heads, keyValueHeads, pairing);
    try (TokenModel model = backend().open(source, "dtype", "float32")) {
      RandomPasses.giveWhatTheReferenceGives(source, model, visibility, TOLERANCE);
    }
  }

  static Stream<SyntheticTransformer.Variant> variants() {
    return RandomPasses.variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void soDoNetworksOfEveryKind(SyntheticTransformer.Variant variant) {
    SyntheticTransformer source = RandomPasses.network(variant);
    try (TokenModel model = backend().open(source)) {
      RandomPasses.giveWhatTheReferenceGives(source, model, Visibility.WRITTEN, TOLERANCE);
    }
  }
}
