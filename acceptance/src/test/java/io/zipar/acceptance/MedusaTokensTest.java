/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.ModelLoader;
import io.zipar.models.SafetensorsWriter;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.plugin.PluginChoice;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.TokenModel;
import io.zipar.testkit.checkpoint.ComputedTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever heads guess, the tokens are those of next-token prediction. */
class MedusaTokensTest {
  private static final Path MODEL = Fixtures.path("llamagen/c2i-tiny");
  private static final Grid GRID = Grid.of(8, 8);
  private static final int HEADS = 3;

  @TempDir private Path folder;

  static List<ModelBackend> backends() {
    return Backends.all().toList();
  }

  @BeforeEach
  void writeHeadsOfNoise() throws IOException {
    TransformerSizes sizes;
    try (TransformerSource base = ModelLoader.discover().openTransformer(MODEL, Optional.empty())) {
      sizes = base.network().sizes();
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int head = 0; head < HEADS; head++) {
      tensors.add(noise(head + ".0.linear.weight", sizes.width(), sizes.width()));
      tensors.add(noise(head + ".0.linear.bias", sizes.width()));
      tensors.add(noise(head + ".1.weight", sizes.vocabulary(), sizes.width()));
    }
    SafetensorsWriter.write(
        folder.resolve("medusa_lm_head.safetensors"), tensors, ElementType.FLOAT32);
    Files.writeString(
        folder.resolve("medusa_lm_head.json"),
        "{\"medusa_num_heads\": 3, \"medusa_num_layers\": 1,"
            + " \"medusa_targets\": {\"2\": \"1,-1\"}}");
  }

  private static Tensor noise(String name, long... dimensions) {
    return ComputedTensor.noise(name, Shape.of(dimensions), 2);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void headsOfNoiseChangeNoToken(ModelBackend backend) {
    try (TransformerSource source =
            ModelLoader.discover()
                .openTransformer(MODEL, Optional.empty(), Map.of("heads", folder.toString()));
        TokenModel model = Backends.open(backend, source)) {
      List<ImageRequest> images =
          LongStream.range(0, 3)
              .mapToObj(seed -> ImageRequest.of(new ClassLabel((int) seed), seed))
              .toList();
      for (Sampling sampling : List.of(Sampling.GREEDY, Sampling.PLAIN.withTopK(20))) {
        for (int scale : new int[] {1, 3}) {
          GenerationRequest request =
              GenerationRequest.of(GRID, images).with(Guidance.scale(scale)).with(sampling);
          GenerationResult expected = run(model, "ntp", request);
          GenerationResult actual = run(model, "medusa:window=5", request);
          for (int i = 0; i < images.size(); i++) {
            assertArrayEquals(expected.images().get(i).tokens(), actual.images().get(i).tokens());
          }
        }
      }
    }
  }

  private static GenerationResult run(
      TokenModel model, String strategy, GenerationRequest request) {
    PluginChoice choice = PluginChoice.parse(strategy);
    return new Generator(model, Plugins.strategies().named(choice.name()), choice.options())
        .generate(request);
  }
}
