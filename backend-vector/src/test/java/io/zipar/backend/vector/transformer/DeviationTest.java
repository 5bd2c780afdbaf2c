/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Visibility;
import io.zipar.backend.vector.testing.TestedVector;
import io.zipar.fixtures.Golden;
import io.zipar.spi.LanePass;
import io.zipar.spi.ModelSession;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.Passes;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far narrow weights move the logits of the class-conditional fixture, whose std is 8.1. */
class DeviationTest {
  private static final int CELLS = 64;
  private static final int VOCABULARY = 96;

  @ParameterizedTest
  @CsvSource({"float32, 1e-4, 1e-3", "bfloat16, 0.2, 1.5", "int8, 0.4, 4"})
  void logitsDeviateByNoMoreThanStated(String dtype, double rootMeanSquare, double greatest) {
    Golden golden = Golden.of("llamagen/c2i-tiny");
    float[] expected = golden.floats("teacher_logits");
    int[] classes = golden.ints("class_ids");
    try (TokenModel model = TestedVector.BACKEND.openC2i(golden, "dtype", dtype);
        ModelSession session = Passes.open(model, Visibility.WRITTEN, classes)) {
      LanePass[] lanes = new LanePass[classes.length];
      Arrays.setAll(lanes, lane -> teacher(golden, lane));
      float[][] rows = Passes.run(session, model, lanes);
      double squares = 0;
      double most = 0;
      for (int i = 0; i < expected.length; i++) {
        double deviation = Math.abs(rows[i / VOCABULARY][i % VOCABULARY] - expected[i]);
        squares += deviation * deviation;
        most = Math.max(most, deviation);
      }
      double root = Math.sqrt(squares / expected.length);
      String found = dtype + " deviates by " + root + " (rms), " + most + " (greatest)";
      System.out.println(found);
      assertTrue(root <= rootMeanSquare && most <= greatest, found);
    }
  }

  private static LanePass teacher(Golden golden, int image) {
    int[] tokens =
        Arrays.copyOfRange(golden.ints("teacher_tokens"), image * CELLS, (image + 1) * CELLS - 1);
    return LanePass.of(image, true, Passes.range(CELLS - 1), tokens, Passes.range(CELLS));
  }
}
