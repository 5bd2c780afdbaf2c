/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.PixelImage;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.FeatureStatistics;
import io.zipar.evaluation.FixedFeatures;
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Meter;
import io.zipar.evaluation.spi.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReferenceMeasuresTest {
  private static final PixelImage BLACK = new PixelImage(1, 1, new float[] {-1, -1, -1});

  private static Estimate measured(Measure measure, float[][] generated, Optional<float[][]> real)
      throws IOException {
    ReferenceFeatures reference =
        new ReferenceFeatures(FeatureStatistics.of(FixedFeatures.rows("real")), real);
    Meter meter = measure.begin(new MeasureContext(new Bootstrap(200, 0.95, 1), () -> reference));
    for (float[] row : generated) {
      meter.add(new Sample(0, BLACK, Optional.of(row), Optional.empty(), OptionalDouble.empty()));
    }
    return meter.estimate();
  }

  @Test
  void numbersAreThoseOfOthers() throws IOException {
    float[][] generated = FixedFeatures.rows("generated");
    Optional<float[][]> real = Optional.of(FixedFeatures.rows("real"));
    for (Measure measure :
        List.of(new Precision(), new Recall(), new KernelMeasure(), new Frechet())) {
      Estimate estimate = measured(measure, generated, real);
      double expected = FixedFeatures.number(measure.name());
      assertEquals(expected, estimate.value(), 1e-6 * Math.abs(expected), measure.name());
      assertTrue(estimate.low() < expected && expected < estimate.high(), estimate.toString());
    }
  }

  @Test
  void savedStatisticsHoldNoPicturesToCompareWith() throws IOException {
    float[][] generated = FixedFeatures.rows("generated");
    for (Measure measure : List.of(new Precision(), new Recall(), new KernelMeasure())) {
      assertTrue(Double.isNaN(measured(measure, generated, Optional.empty()).value()));
    }
    assertEquals(
        FixedFeatures.number("frechet"),
        measured(new Frechet(), generated, Optional.empty()).value(),
        1e-6);
  }

  @Test
  void tooFewImagesHaveNoNeighbourhood() throws IOException {
    float[][] three = Arrays.copyOf(FixedFeatures.rows("generated"), 3);
    Optional<float[][]> real = Optional.of(FixedFeatures.rows("real"));
    assertTrue(Double.isNaN(measured(new Recall(), three, real).value()));
    assertTrue(Double.isFinite(measured(new KernelMeasure(), three, real).value()));
  }

  @Test
  void whatRepeatsAnEarlierImageIsCounted() {
    Meter meter = new Duplicates().begin(null);
    float almost = -1 + 1e-4f;
    for (PixelImage picture :
        List.of(
            BLACK,
            new PixelImage(1, 1, new float[] {1, -1, -1}),
            BLACK,
            new PixelImage(1, 1, new float[] {almost, almost, almost}),
            new PixelImage(2, 1, new float[] {-1, -1, -1, -1, -1, -1}),
            new PixelImage(1, 2, new float[] {-1, -1, -1, -1, -1, -1}))) {
      meter.add(new Sample(0, picture, Optional.empty(), Optional.empty(), OptionalDouble.empty()));
    }
    assertEquals(new Estimate(2, 2, 2), meter.estimate());
  }
}
