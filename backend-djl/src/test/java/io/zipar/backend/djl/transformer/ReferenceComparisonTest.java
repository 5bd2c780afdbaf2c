/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.Device;
import io.zipar.Visibility;
import io.zipar.backend.djl.engine.Dtype;
import io.zipar.backend.djl.engine.Product;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.RandomPasses;
import io.zipar.testkit.checkpoint.SyntheticTransformer;
import io.zipar.torch.TorchDevice;
import io.zipar.torch.TorchEngine;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link RandomPasses} with every kind of product and precision. */
class ReferenceComparisonTest {
  @ParameterizedTest
  @CsvSource({
    "4, 4, ADJACENT, WRITTEN, WEIGHT_FIRST, FLOAT32, 1e-4",
    "4, 2, ADJACENT, ALL, WEIGHT_FIRST, FLOAT32, 1e-4",
    "6, 2, HALVES, WRITTEN, WEIGHT_FIRST, FLOAT32, 1e-4",
    "3, 1, HALVES, ALL, TOKEN_FIRST, FLOAT32, 1e-4",
    "4, 2, ADJACENT, WRITTEN, TOKEN_FIRST, FLOAT32, 1e-4",
    "4, 2, HALVES, WRITTEN, WEIGHT_FIRST, FLOAT16, 3e-2",
    "4, 4, ADJACENT, ALL, TOKEN_FIRST, FLOAT16, 3e-2"
  })
  void randomPassesGiveWhatTheReferenceGives(
      int heads,
      int keyValueHeads,
      RotaryTable.Pairing pairing,
      Visibility visibility,
      Product product,
      Dtype dtype,
      double tolerance) {
    SyntheticTransformer source = RandomPasses.network(heads, keyValueHeads, pairing);
    check(source, visibility, product, dtype, tolerance);
  }

  static Stream<SyntheticTransformer.Variant> variants() {
    return RandomPasses.variants();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void soDoNetworksOfEveryKind(SyntheticTransformer.Variant variant) {
    SyntheticTransformer source = RandomPasses.network(variant);
    for (Product product : Product.values()) {
      check(source, Visibility.WRITTEN, product, Dtype.FLOAT32, 1e-4);
    }
    check(source, Visibility.ALL, Product.WEIGHT_FIRST, Dtype.FLOAT16, 5e-2);
  }

  private static void check(
      SyntheticTransformer source,
      Visibility visibility,
      Product product,
      Dtype dtype,
      double tolerance) {
    TorchDevice cpu = new TorchDevice(Device.cpu(), "cpu");
    try (TokenModel model =
        new DjlTokenModel(
            source, TorchEngine.start().newBaseManager(cpu.device()), cpu, dtype, product)) {
      RandomPasses.giveWhatTheReferenceGives(source, model, visibility, tolerance);
    }
  }
}
