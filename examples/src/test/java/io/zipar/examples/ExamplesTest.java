/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.FeatureStatistics;
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.spi.MeasureContext;
import io.zipar.evaluation.spi.Meter;
import io.zipar.evaluation.spi.Sample;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ImageSize;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Subject;
import io.zipar.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  private static final int MOST_LINES = 100;

  @TempDir Path folder;

  private static ImagePlan small(Pipeline pipeline) {
    ImageSize size = new ImageSize.Tokens(Grid.of(8, 8));
    return pipeline.plan(ImageOrder.of(Subject.ofClass("sunset")).withSize(size));
  }

  @Test
  void everyExampleIsShort() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file).size();
        assertTrue(lines <= MOST_LINES, file + " has " + lines + " lines");
      }
    }
  }

  @Test
  void aPromptBecomesAPicture() throws IOException {
    Path file = folder.resolve("sunset.png");
    PromptToPicture.main(new String[] {"scenes", "sunset", file.toString()});
    assertEquals(96, ImageIO.read(file.toFile()).getWidth());
  }

  @Test
  void fourStrategiesPaintTheSameImage() {
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of("scenes"))) {
      List<String> lines = FourStrategies.compare(pipeline, small(pipeline));
      assertEquals(4, lines.size());
      assertTrue(lines.get(0).contains("64 passes, 100%"), lines.get(0));
      assertTrue(lines.get(2).contains("100%"), lines.get(2));
    }
  }

  @Test
  void theWavefrontOfZipArIsSlanted() {
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of("scenes"))) {
      assertEquals(
          List.of(
              "after 15 passes",
              "########",
              "#######.",
              "#####...",
              "###.....",
              "#.......",
              "........",
              "........",
              "........"),
          Wavefront.record(pipeline, small(pipeline), "zipar:window=2", 15));
    }
  }

  @Test
  void attentionToAllRowsChangesNothingAndToFewSomething() {
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of("scenes"))) {
      ImagePlan plan = small(pipeline);
      assertEquals(1.0, LocalAttention.same(pipeline, plan, 8));
      assertTrue(LocalAttention.same(pipeline, plan, 1) < 1.0);
    }
  }

  @Test
  void brightnessIsAMeasureAmongTheOthers() {
    assertTrue(Measures.installed().names().contains("brightness"));
    ReferenceFeatures reference =
        new ReferenceFeatures(
            FeatureStatistics.of(new float[][] {{0, 1}, {1, 0}, {1, 1}}), Optional.empty());
    Meter meter =
        new Brightness().begin(new MeasureContext(new Bootstrap(10, 0.95, 1), () -> reference));
    for (float value : new float[] {-1, 0, 1}) {
      PixelImage picture = new PixelImage(1, 1, new float[] {value, value, value});
      meter.add(new Sample(0, picture, Optional.empty(), Optional.empty(), OptionalDouble.empty()));
    }
    assertEquals(0.5, meter.estimate().value(), 1e-9);
  }

  @Test
  void theCountingBackendCountsThePasses() {
    LongAdder passes = new LongAdder();
    CountingBackend counting = new CountingBackend(Plugins.backends().named("vector"), passes);
    BackendChoice backend =
        BackendChoice.parse("counting", Map.of(), Plugins.backends(List.of(counting)));
    try (Pipeline pipeline = Pipeline.open(ModelChoice.on(backend).with("scenes"))) {
      ImagePlan plan = small(pipeline);
      int run = pipeline.run(plan, StrategyChoice.of("zipar:window=2")).metrics().forwardPasses();
      assertEquals(run, passes.sum());
      assertNotNull(pipeline.decode(pipeline.run(plan, StrategyChoice.of("ntp")).images().get(0)));
      assertEquals(run + 64, passes.sum());
    }
  }
}
