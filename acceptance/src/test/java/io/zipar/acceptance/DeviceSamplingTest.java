/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.fixtures.Fixtures;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.Distribution;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelSession;
import io.zipar.spi.RowRequest;
import io.zipar.spi.TokenModel;
import io.zipar.spi.support.ForwardingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where a session samples by itself it draws what the host would, in every strategy and in batches
 * of every size. Rounding may decide otherwise once in some hundred thousand draws; the seeds of
 * this test are not of those.
 */
class DeviceSamplingTest {
  private static final int MOST_IMAGES = 10;
  private static final Sampling SAMPLING = Sampling.PLAIN.withTopK(12).withTopP(0.9);
  private static final Grid GRID = Grid.of(8, 8);

  @TempDir private static Path folder;

  /** What is run, in batches of which sizes. */
  private record Case(String model, String strategy, Map<String, String> options, int[] sizes) {
    static Case golden(String checkpoint, String strategy, Map<String, String> options) {
      return new Case(checkpoint, strategy, options, new int[] {1, 2, 5, MOST_IMAGES});
    }

    static Case packaged(String name, String strategy, Map<String, String> options) {
      return new Case(name, strategy, options, new int[] {1, 2});
    }

    Path path() throws IOException {
      return model.contains("/") ? Fixtures.path(model) : Packaged.unpacked(model, folder);
    }

    int images() {
      return sizes[sizes.length - 1];
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.golden("llamagen/c2i-tiny", "ntp", Map.of()),
          Case.golden("llamagen/c2i-tiny", "zipar", Map.of("window", "3")),
          Case.golden("llamagen/c2i-tiny", "jacobi", Map.of("window", "8")),
          Case.golden("llamagen/c2i-tiny", "sjd", Map.of("window", "8")),
          Case.golden("neighbours/nar-tiny", "neighbours", Map.of()),
          Case.golden("any-order/randar-tiny", "any-order", Map.of("steps", "10")),
          Case.golden("any-order/lpd-tiny", "any-order", Map.of("order", "locality")),
          Case.packaged("scenes", "zipar", Map.of("window", "3")),
          Case.packaged("scenes", "jacobi", Map.of("window", "16")),
          Case.packaged("scenes-flashar", "neighbours", Map.of()));

  @TestFactory
  Stream<DynamicTest> everyBackendThatSamples() {
    return Backends.all()
        .filter(backend -> backend.name().equals("opencl"))
        .flatMap(
            backend ->
                CASES.stream()
                    .map(
                        each ->
                            DynamicTest.dynamicTest(
                                each.model() + ", " + each.strategy() + each.options(),
                                () -> {
                                  try (TokenModel model =
                                      Backends.openModel(
                                          backend, each.path().resolve("model.safetensors"))) {
                                    check(model, each);
                                  }
                                })));
  }

  private static void check(TokenModel model, Case each) {
    OnHost onHost = new OnHost(model);
    List<int[]> expected = new ArrayList<>();
    for (GeneratedImage image : run(onHost, each, 0, each.images()).images()) {
      expected.add(image.tokens());
    }
    assertTrue(onHost.hidden > 0, "the session samples by itself");
    for (int size : each.sizes()) {
      int first = each.images() - size;
      GenerationResult result = run(model, each, first, size);
      for (int i = 0; i < size; i++) {
        assertArrayEquals(
            expected.get(first + i),
            result.images().get(i).tokens(),
            "image " + (first + i) + " in a batch of " + size);
      }
    }
    assertEquals(each.images(), expected.size());
  }

  private static GenerationResult run(TokenModel model, Case each, int first, int count) {
    List<ImageRequest> images =
        IntStream.range(first, first + count)
            .mapToObj(i -> ImageRequest.of((Conditioning) new ClassLabel(i % 3), 100 + i))
            .toList();
    GenerationRequest request =
        GenerationRequest.of(GRID, images).with(Guidance.scale(3)).with(SAMPLING);
    return new Generator(model, Plugins.strategies().named(each.strategy()), each.options())
        .generate(request);
  }

  /** A model whose sessions do not sample. */
  private static final class OnHost extends ForwardingModel {
    private int hidden;

    OnHost(TokenModel model) {
      super(model);
    }

    @Override
    protected Logits forward(ModelSession session, ForwardPass pass) {
      Logits logits = super.forward(session, pass);
      return new Logits() {
        @Override
        public int rows() {
          return logits.rows();
        }

        @Override
        public Optional<List<Distribution>> distributions(List<RowRequest> requests) {
          hidden += logits.distributions(requests).isPresent() ? 1 : 0;
          return Optional.empty();
        }

        @Override
        public void copyRow(int row, float[] target) {
          logits.copyRow(row, target);
        }
      };
    }
  }
}
