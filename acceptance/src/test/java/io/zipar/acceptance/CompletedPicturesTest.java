/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.zipar.GeneratedImage;
import io.zipar.GivenCells;
import io.zipar.ImageRequest;
import io.zipar.PixelImage;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.Completion;
import io.zipar.pipeline.GivenPart;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Settings;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Subject;
import io.zipar.pipeline.output.Pictures;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ModelBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures of which a part is given: the authors' codes stand there, and what follows is theirs.
 */
class CompletedPicturesTest {
  private static final Settings GREEDY =
      new Settings(
          Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), true);
  private static final List<String> PROMPTS =
      List.of("a small red fox in the snow", "Two cups of café, 3 spoons");

  @TempDir Path work;

  static Stream<String> backends() {
    return Backends.all().map(backend -> backend.name());
  }

  private static Pipeline janus(String backend) {
    Plugins<ModelBackend> backends = Plugins.backends();
    Map<String, String> options = Backends.options(backends.named(backend));
    return Pipeline.open(
        ModelChoice.on(BackendChoice.parse(backend, options, backends))
            .with(Fixtures.path("janus/janus-tiny").toString()));
  }

  private static ImageOrder order() {
    return ImageOrder.of(PROMPTS.stream().map(Subject::words).toArray(Subject[]::new))
        .withSettings(GREEDY);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theGivenTokensOfJanusAreTheAuthorsCodes(String backend) {
    Golden golden = Golden.of("janus/janus-tiny");
    List<PixelImage> pictures =
        IntStream.range(0, 2)
            .mapToObj(i -> new PixelImage(16, 16, golden.array("encode_input").get(i).floats()))
            .toList();
    try (Pipeline pipeline = janus(backend)) {
      ImagePlan plan =
          pipeline.plan(order().withCompletion(new Completion(pictures, new GivenPart.Rows(3))));
      for (String strategy : List.of("ntp", "zipar:window=3", "jacobi", "sjd", "jacobi2d")) {
        List<GeneratedImage> images = pipeline.run(plan, StrategyChoice.of(strategy)).images();
        for (int i = 0; i < 2; i++) {
          assertArrayEquals(
              Arrays.copyOf(golden.array("encode_indices").get(i).ints(), 24),
              Arrays.copyOf(images.get(i).tokens(), 24),
              strategy);
          assertEquals(
              24, Arrays.stream(images.get(i).passOfToken()).filter(pass -> pass < 0).count());
        }
      }
    }
  }

  /** The beginning of an image that the authors' code painted goes on as it did there. */
  @ParameterizedTest
  @MethodSource("backends")
  void whatFollowsIsWhatTheAuthorsCodePainted(String backend) {
    Golden golden = Golden.of("janus/janus-tiny");
    int[][] tokens =
        IntStream.range(0, 2)
            .mapToObj(i -> golden.array("ntp_greedy_tokens_cfg5").get(i).ints())
            .toArray(int[][]::new);
    try (Pipeline pipeline = janus(backend)) {
      ImagePlan whole = pipeline.plan(order());
      for (int cells : new int[] {1, 8, 29, 63}) {
        List<ImageRequest> images = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          GivenCells given = GivenCells.of(Arrays.copyOf(tokens[i], cells));
          images.add(whole.images().get(i).withGiven(given));
        }
        ImagePlan plan =
            new ImagePlan(
                images,
                whole.grid(),
                whole.guidance(),
                whole.sampling(),
                whole.visibility(),
                whole.batch());
        for (String strategy : List.of("ntp", "zipar:window=8", "jacobi")) {
          List<GeneratedImage> painted = pipeline.run(plan, StrategyChoice.of(strategy)).images();
          for (int i = 0; i < 2; i++) {
            assertArrayEquals(tokens[i], painted.get(i).tokens(), strategy + " after " + cells);
          }
        }
      }
    }
  }

  private Path photo() {
    Path file = work.resolve("photo.png");
    Pictures.save(NumberedPictures.picture(3), file);
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"zipar:window=4", "jacobi2d:coupling=match"})
  void theCommandCompletesAPictureOfThePackagedModel(String strategy)
      throws IOException, InterruptedException {
    Path report = work.resolve("r.json");
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--class",
            "sunset",
            "--image",
            photo(),
            "--given-rows",
            22,
            "--strategy",
            strategy,
            "--out",
            work.resolve("out"),
            "--report",
            report);
    assertEquals(0, outcome.status(), outcome.everything());
    JsonObject image = CommandLine.report(report).getAsJsonArray("images").get(0).getAsJsonObject();
    assertEquals(22 * 24, image.getAsJsonArray("given").size());
    int[] tokens =
        image.getAsJsonArray("tokens").asList().stream().mapToInt(e -> e.getAsInt()).toArray();
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of("scenes"))) {
      int[] codes =
          pipeline.imageTokenizer().orElseThrow().encode(NumberedPictures.picture(3)).tokens();
      int equal =
          (int) IntStream.range(0, 22 * 24).filter(cell -> tokens[cell] == codes[cell]).count();
      // The file has eight bits a channel, the picture in memory more.
      assertTrue(equal > 0.97 * 22 * 24, equal + " codes are equal");
    }
    assertTrue(Files.exists(work.resolve("out/class-0-seed-0.png")));
  }

  @Test
  void anImageTokenizerThatOnlyDecodesSaysSo() throws IOException, InterruptedException {
    Path emu3 = work.resolve("emu3");
    MadeUpCheckpoint.emu3OfBytes(emu3);
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--model",
            emu3,
            "--vq",
            emu3.resolve("vision_tokenizer"),
            "--prompt",
            "fox",
            "--image",
            photo(),
            "--given-rows",
            1,
            "--strategy",
            "ntp",
            "--out",
            work.resolve("out"));
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(outcome.err().get(0).contains("encoder"), outcome.everything());
    assertFalse(Files.exists(work.resolve("out")));
  }
}
