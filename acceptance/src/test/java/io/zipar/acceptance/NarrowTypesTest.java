/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GeneratedImage;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.OptionValues;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.plugin.Plugins;
import io.zipar.run.Generator;
import io.zipar.spi.Availability;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.Lane;
import io.zipar.spi.LanePass;
import io.zipar.spi.Logits;
import io.zipar.spi.ModelBackend;
import io.zipar.spi.ModelSession;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.SessionRequest;
import io.zipar.spi.TokenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What narrow weights do to the logits and the tokens of the packaged model on an OpenCL device.
 * What is measured is added to {@code target/narrow-types.txt}; {@code zipar.test.images} says on
 * how many images.
 */
@Tag("slow")
class NarrowTypesTest {
  private static final Path MEASURED = Path.of("target", "narrow-types.txt");
  private static final int IMAGES = Integer.getInteger("zipar.test.images", 4);
  private static final int BATCH = 8;

  /** Rows of the model's own pictures, so that the tokens are the first of such a picture. */
  private static final Grid FIRST_ROWS = Grid.of(5, 24);

  private static final int COMPARED = 100;

  @TempDir private static Path folder;

  @BeforeAll
  static void needsADevice() {
    Availability availability = Plugins.backends().named("opencl").availability();
    boolean required = System.getenv("ZIPAR_REQUIRE_OPENCL") != null;
    assumeTrue(
        required || availability.usable(), () -> "no OpenCL device: " + availability.reason());
  }

  private static void note(String line) throws IOException {
    Files.writeString(MEASURED, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static TokenModel open(String name, String dtype) throws IOException {
    ModelBackend backend = Plugins.backends().named(name);
    Map<String, String> options = Backends.options(backend);
    options.put("dtype", dtype);
    try (TransformerSource source =
        ModelLoader.discover()
            .openTransformer(
                Packaged.unpacked("scenes", folder).resolve("model.safetensors"),
                Optional.empty())) {
      return backend.openModel(source, OptionValues.of(name, backend.options(), options));
    }
  }

  private static List<int[]> tokens(TokenModel model, int images) {
    List<int[]> tokens = new ArrayList<>();
    for (int first = 0; first < images; first += BATCH) {
      List<ImageRequest> batch =
          IntStream.range(first, Math.min(images, first + BATCH))
              .mapToObj(i -> ImageRequest.of((Conditioning) new ClassLabel(i % 10), i))
              .toList();
      GenerationRequest request = GenerationRequest.of(FIRST_ROWS, batch).with(Guidance.scale(2));
      Generator generator = new Generator(model, Plugins.strategies().named("ntp"), Map.of());
      for (GeneratedImage image : generator.generate(request).images()) {
        tokens.add(Arrays.copyOf(image.tokens(), COMPARED));
      }
    }
    return tokens;
  }

  /** Where a token differs all that follow may, so this counts more than wrong draws. */
  @ParameterizedTest
  @CsvSource({"float32, float32", "float16, float32", "bfloat16, bfloat16", "int8, int8"})
  void tokensAreThoseOfTheVectorBackend(String dtype, String other) throws IOException {
    List<int[]> expected;
    List<int[]> actual;
    try (TokenModel vector = open("vector", other)) {
      expected = tokens(vector, IMAGES);
    }
    try (TokenModel opencl = open("opencl", dtype)) {
      actual = tokens(opencl, IMAGES);
    }
    int equal = 0;
    int same = 0;
    for (int i = 0; i < IMAGES; i++) {
      int[] one = expected.get(i);
      int[] two = actual.get(i);
      equal += (int) IntStream.range(0, COMPARED).filter(t -> one[t] == two[t]).count();
      same += Arrays.equals(one, two) ? 1 : 0;
    }
    double share = equal / (double) (IMAGES * COMPARED);
    note(
        String.format(
            "opencl %s as vector %s: %.2f%% of the tokens, %d of %d images",
            dtype, other, 100 * share, same, IMAGES));
    // A narrower type than the other one's rounds otherwise, and pictures part sooner.
    assertTrue(share >= (dtype.equals(other) ? 0.95 : 0.5), dtype + ": " + share);
  }

  @Test
  void logitsDeviateByTheRoundingOfTheirWeights() throws IOException {
    List<int[]> given;
    double[][] exact;
    try (TokenModel vector = open("vector", "float32")) {
      given = tokens(vector, IMAGES);
      exact = logits(vector, given);
    }
    double[] bounds = {1e-5, 5e-3, 4e-2, 4e-2};
    List<String> dtypes = List.of("float32", "float16", "bfloat16", "int8");
    for (int i = 0; i < bounds.length; i++) {
      double deviation;
      try (TokenModel opencl = open("opencl", dtypes.get(i))) {
        deviation = deviation(exact, logits(opencl, given));
      }
      note(
          String.format(
              "opencl %s: logits deviate by %.2e of their spread", dtypes.get(i), deviation));
      assertTrue(deviation < bounds[i], dtypes.get(i) + ": " + deviation);
    }
  }

  /** Of every image the logits of all tokens, as they are after what is given. */
  private static double[][] logits(TokenModel model, List<int[]> given) {
    int vocabulary = model.info().vocabulary();
    SequenceLayout layout = model.layout(FIRST_ROWS);
    int[] targets = IntStream.range(0, COMPARED).toArray();
    int[] fed = Arrays.copyOf(targets, COMPARED - 1);
    double[][] all = new double[given.size() * COMPARED][vocabulary];
    float[] row = new float[vocabulary];
    for (int i = 0; i < given.size(); i++) {
      Lane lane = new Lane(new ClassLabel(i % 10), Lane.Role.CONDITIONAL);
      int[] values = Arrays.copyOf(given.get(i), COMPARED - 1);
      try (ModelSession session = model.open(SessionRequest.of(layout, List.of(lane)))) {
        Logits logits =
            session.forward(new ForwardPass(List.of(LanePass.of(0, true, fed, values, targets))));
        for (int token = 0; token < COMPARED; token++) {
          logits.copyRow(token, row);
          for (int v = 0; v < vocabulary; v++) {
            all[i * COMPARED + token][v] = row[v];
          }
        }
      }
    }
    return all;
  }

  /** The root of the mean square of the difference by that of the logits about their row's mean. */
  private static double deviation(double[][] exact, double[][] actual) {
    double difference = 0;
    double spread = 0;
    for (int i = 0; i < exact.length; i++) {
      double mean = Arrays.stream(exact[i]).average().orElseThrow();
      for (int v = 0; v < exact[i].length; v++) {
        difference += Math.pow(actual[i][v] - exact[i][v], 2);
        spread += Math.pow(exact[i][v] - mean, 2);
      }
    }
    return Math.sqrt(difference / spread);
  }
}
