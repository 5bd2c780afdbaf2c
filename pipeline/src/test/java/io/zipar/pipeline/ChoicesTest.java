/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.OptionSpec;
import io.zipar.OptionValues;
import io.zipar.Sampling;
import io.zipar.Visibility;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSource;
import io.zipar.spi.TokenModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoicesTest {
  private final Plugins<ModelBackend> backends = Plugins.backends(List.of(new Idle()));

  @Test
  void shortcutsBecomeOptionsOfTheBackend() {
    BackendChoice choice =
        BackendChoice.parse("fake:threads=2", Map.of("device", "cuda:1"), backends);
    assertEquals(Map.of("device", "cuda:1", "threads", "2"), choice.options().asMap());
    assertEquals("fake:threads=2", choice.toString());
  }

  @Test
  void optionsGivenTwiceAreRefused() {
    assertEquals(
        "option 'threads' repeats one of backend fake:threads=2",
        assertThrows(
                InvalidInputException.class,
                () -> BackendChoice.parse("fake:threads=2", Map.of("threads", "2"), backends))
            .getMessage());
  }

  @Test
  void undeclaredShortcutsAreRefused() {
    assertEquals(
        "backend 'fake' has no option 'dtype'; it has: device, threads",
        assertThrows(
                InvalidInputException.class,
                () -> BackendChoice.parse("fake", Map.of("dtype", "float16"), backends))
            .getMessage());
  }

  @Test
  void imagesOfAClassStandTogetherAndSeedsRunOn() {
    assertEquals(
        List.of(
            ImageRequest.of(new ClassLabel(207), 5),
            ImageRequest.of(new ClassLabel(207), 6),
            ImageRequest.of(new ClassLabel(88), 7),
            ImageRequest.of(new ClassLabel(88), 8)),
        ImagePlan.images(List.of(new ClassLabel(207), new ClassLabel(88)), 2, 5));
  }

  @Test
  void batchesKeepTheOrder() {
    ImagePlan plan =
        new ImagePlan(
            ImagePlan.images(List.of(new ClassLabel(1)), 5, 0),
            Grid.of(3, 3),
            Guidance.OFF,
            Sampling.PLAIN,
            Visibility.WRITTEN,
            2);
    assertEquals(
        List.of(2, 2, 1), plan.batches().stream().map(batch -> batch.images().size()).toList());
    assertEquals(plan.images(), plan.batches().stream().flatMap(b -> b.images().stream()).toList());
    assertEquals(Grid.of(3, 3), plan.batches().get(0).grid());
  }

  /** Has options and runs nothing. */
  private static final class Idle implements ModelBackend {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public String summary() {
      return "runs nothing";
    }

    @Override
    public List<OptionSpec> options() {
      return List.of(
          OptionSpec.text("device", "cpu", "where"),
          OptionSpec.integer("threads", 0, 8, 0, "how many"));
    }

    @Override
    public TokenModel openModel(ModelSource source, OptionValues options) {
      throw new AssertionError("nothing is to be opened");
    }

    @Override
    public ImageTokenizer openImageTokenizer(ModelSource source, OptionValues options) {
      throw new AssertionError("nothing is to be opened");
    }
  }
}
