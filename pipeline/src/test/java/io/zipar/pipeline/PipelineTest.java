/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.CancellationToken;
import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.pipeline.output.Pictures;
import io.zipar.plugin.Plugins;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final ImageSize SMALL = new ImageSize.Tokens(Grid.of(4, 6));

  @TempDir Path folder;

  private static ModelChoice scenes() {
    return ModelChoice.on(BackendChoice.parse("vector", Map.of(), Plugins.backends()))
        .with("scenes");
  }

  @Test
  void aPromptGoesInAndAPictureComesOut() throws IOException {
    Path file = folder.resolve("sunset.png");
    try (Pipeline pipeline = Pipeline.open(scenes())) {
      ImagePlan plan =
          pipeline.plan(ImageOrder.of(Subject.ofClass("sunset")).withSeed(1).withSize(SMALL));
      StrategyResult result = pipeline.run(plan, StrategyChoice.of("zipar:window=2"));
      Pictures.save(pipeline.decode(result.images().get(0)), file);
      assertEquals(new ClassLabel(0), plan.images().get(0).conditioning());
      assertEquals("sunset", pipeline.title(plan.images().get(0).conditioning()));
      assertTrue(result.metrics().forwardPasses() < plan.grid().cells());
    }
    assertEquals(4 * 6, ImageIO.read(file.toFile()).getWidth());
  }

  @Test
  void aModelServesManyPlansAndStrategies() {
    try (Pipeline pipeline = Pipeline.open(scenes())) {
      ImageOrder order =
          ImageOrder.of(Subject.ofClass("3"), Subject.ofClass("maze")).withSize(SMALL);
      StrategyResult first = pipeline.run(pipeline.plan(order), StrategyChoice.of("ntp"));
      StrategyResult again =
          pipeline.run(pipeline.plan(order), StrategyChoice.of("zipar:window=6"));
      assertEquals(1.0, again.agreementWith(first));
      StrategyResult other =
          pipeline.run(pipeline.plan(order.withSeed(7)), StrategyChoice.of("ntp"));
      assertTrue(other.agreementWith(first) < 1.0);
      assertEquals(2, other.images().size());
    }
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsLoaded() {
    try (Pipeline pipeline = Pipeline.open(scenes())) {
      UnusableSettingException name =
          assertThrows(
              UnusableSettingException.class,
              () -> pipeline.plan(ImageOrder.of(Subject.ofClass("sunst"))));
      assertEquals(Setting.CLASS, name.setting());
      assertTrue(name.getMessage().startsWith("class 'sunst' is no class label"));
      assertTrue(name.getMessage().contains("sunset"));
      assertThrows(
          InvalidInputException.class,
          () -> pipeline.requireFits(SMALL, List.of(StrategyChoice.of("zipar:window=7"))));
      assertThrows(
          UnusableSettingException.class,
          () -> pipeline.plan(ImageOrder.of(Subject.words("a fox"))));
      assertThrows(UnusableSettingException.class, () -> ImageOrder.of().withCount(0));
    }
  }

  @Test
  void aBackendMayBringTheModel() {
    BackendChoice synthetic =
        BackendChoice.parse("synthetic:vocabulary=16", Map.of(), Plugins.backends());
    try (Pipeline pipeline = Pipeline.open(ModelChoice.on(synthetic))) {
      ImagePlan plan = pipeline.plan(ImageOrder.of(Subject.ofClass("1")).withSize(SMALL));
      StrategyResult result = pipeline.run(plan, StrategyChoice.of("ntp"));
      assertEquals(24, result.metrics().forwardPasses());
      assertTrue(pipeline.paints());
      assertTrue(pipeline.decode(result.images().get(0)).width() > 0);
      assertTrue(pipeline.name().isEmpty());
    }
  }

  @Test
  void filesOfAPackagedModelAreGoneOnceItIsLoaded() {
    File[] before = unpacked();
    try (Pipeline pipeline = Pipeline.open(scenes())) {
      assertEquals(before.length + 1, unpacked().length);
      pipeline.load(pipeline.plan(ImageOrder.of(Subject.ofClass("0")).withSize(SMALL)));
      assertEquals(before.length, unpacked().length);
      assertTrue(pipeline.companion("classifier.safetensors").isPresent());
      assertFalse(pipeline.companion("nothing").isPresent());
    }
    Pipeline.open(scenes()).close();
    assertArrayEquals(before, unpacked());
  }

  private static File[] unpacked() {
    return new File(System.getProperty("java.io.tmpdir"))
        .listFiles(
            (parent, name) ->
                name.startsWith("zipar-model-")
                    && name.endsWith("-" + ProcessHandle.current().pid()));
  }

  @Test
  void aCancelledRunThrows() {
    CancellationToken token = new CancellationToken();
    token.cancel();
    try (Pipeline pipeline = Pipeline.open(scenes())) {
      ImagePlan plan = pipeline.plan(ImageOrder.of(Subject.ofClass("1")).withSize(SMALL));
      assertThrows(
          CancelledException.class,
          () -> pipeline.run(plan, StrategyChoice.of("ntp"), new Watch(Progress.NONE, token)));
    }
  }
}
