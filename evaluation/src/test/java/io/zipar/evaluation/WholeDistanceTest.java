/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.PixelImage;
import io.zipar.evaluation.experiment.PictureFeatures;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From pictures to the distance: scaling, range, network, statistics and root in one. */
class WholeDistanceTest {
  /** The network computes in float32, the other implementation in float64. */
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @CsvSource({"CLEAN, 471.4232809", "ADM, 1450.9848"})
  void distancesAreThoseOfAnotherImplementation(FeatureProtocol protocol, double expected)
      throws URISyntaxException {
    Path weights =
        Path.of(WholeDistanceTest.class.getResource("/features/inception.safetensors").toURI());
    try (PictureFeatures features =
        new PictureFeatures(
            InceptionFeatures.open(weights, protocol.range()), OptionalInt.empty(), protocol)) {
      FrechetDistance distance =
          new FrechetDistance(FeatureStatistics.of(features.of(pictures(0, 36)).rows()));
      double found = distance.to(FeatureStatistics.of(features.of(pictures(40, 70)).rows()));
      assertEquals(expected, found, TOLERANCE * expected);
    }
  }

  private static List<PixelImage> pictures(int from, int to) {
    return IntStream.range(from, to).mapToObj(WholeDistanceTest::picture).toList();
  }

  /** Each of another size and form, with edges where the pattern begins anew. */
  private static PixelImage picture(int number) {
    int width = 40 + number;
    int height = 31 + 2 * number;
    byte[] pixels = new byte[3 * width * height];
    for (int i = 0; i < pixels.length; i++) {
      int channel = i % 3;
      int x = i / 3 % width;
      int y = i / 3 / width;
      pixels[i] = (byte) (y * (3 + number) + x * (5 + 7 * channel) + y * x * (number + 1) / 8);
    }
    return PixelImage.ofRgb8(width, height, pixels);
  }
}
