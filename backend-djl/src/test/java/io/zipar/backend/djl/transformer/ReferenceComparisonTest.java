/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.Device;
import io.zipar.Visibility;
import io.zipar.backend.djl.engine.Precision;
import io.zipar.backend.djl.engine.Product;
import io.zipar.backend.djl.engine.TorchDevice;
import io.zipar.backend.djl.engine.TorchEngine;
import io.zipar.backend.tests.RandomPasses;
import io.zipar.backend.tests.SyntheticTransformer;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.TokenModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void randomPassesGiveTheReferenceLogits(
      int heads,
      int keyValueHeads,
      RotaryTable.Pairing pairing,
      Visibility visibility,
      Product product,
      Precision precision,
      double tolerance) {
    SyntheticTransformer source = RandomPasses.network(heads, keyValueHeads, pairing);
    TorchDevice cpu = new TorchDevice(Device.cpu(), "cpu");
    try (TokenModel model =
        DjlTokenModel.load(
            source, TorchEngine.start().newBaseManager(cpu.device()), cpu, precision, product)) {
      RandomPasses.giveTheReferenceLogits(source, model, visibility, tolerance);
    }
  }
}
