/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pictures.NumberedVideos;
import io.zipar.pictures.PictureSet;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ImageSize;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.StrategyResult;
import io.zipar.pipeline.Subject;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ForwardPass;
import io.zipar.spi.ImageTokenizer;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged models are what their records say, on every backend. */
class ScenesModelTest {
  private static final long MAX_BYTES = 8_000_000;
  private static final String VIDEO = "scenes-video";
  private static final List<String> NAMES =
      List.of("scenes", "scenes-any", "scenes-flashar", "scenes-medusa", VIDEO);
  private static final int SIDE = 24;
  private static final double UNIGRAM_LOSS = 5.9;

  @TempDir private Path folder;

  static List<ModelBackend> backends() {
    return Backends.all().toList();
  }

  private Path unpacked(String name) throws IOException {
    return Packaged.unpacked(name, folder);
  }

  private static JsonObject record(Path model) throws IOException {
    return JsonParser.parseString(Files.readString(model.resolve("training.json")))
        .getAsJsonObject();
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void isSmallAndNamesItsClasses(String name) throws IOException {
    PackagedModel model = Packaged.model(name);
    try (Stream<Path> files = Files.list(unpacked(name))) {
      for (Path file : files.toList()) {
        assertTrue(Files.size(file) < MAX_BYTES, file + " is of " + Files.size(file) + " bytes");
      }
    }
    boolean isVideo = name.equals(VIDEO);
    assertEquals(
        isVideo ? NumberedVideos.classNames() : PictureSet.classNames(), model.classNames());
    assertEquals(!isVideo, model.files().contains("classifier.safetensors"));
    assertThrows(IOException.class, () -> model.open("../" + model.files().get(0)));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("backends")
  void explainsHeldOutPicturesAsWellAsItsTrainingSaid(ModelBackend backend) throws IOException {
    Path model = unpacked("scenes");
    assertExplains(backend, model, List.of(cells(cell -> true)));
    assertEquals(UNIGRAM_LOSS, record(model).get("unigramLoss").getAsDouble(), 0.05);
  }

  @Test
  void explainsThemFromNeighboursToo() throws IOException {
    List<int[]> diagonals =
        IntStream.range(0, 2 * SIDE - 1)
            .mapToObj(step -> cells(cell -> cell / SIDE + cell % SIDE == step))
            .toList();
    ModelBackend vector = Plugins.backends().named("vector");
    assertExplains(vector, unpacked("scenes-flashar"), diagonals);
  }

  @Test
  void explainsThemInAnyOrderToo() throws IOException {
    List<Integer> order = new ArrayList<>(IntStream.range(0, SIDE * SIDE).boxed().toList());
    Collections.shuffle(order, new Random(1));
    ModelBackend vector = Plugins.backends().named("vector");
    assertExplains(
        vector, unpacked("scenes-any"), order.stream().map(cell -> new int[] {cell}).toList());
  }

  @Test
  void explainsHeldOutVideos() throws IOException {
    Path folder = unpacked(VIDEO);
    Map<Integer, int[]> tokens = new LinkedHashMap<>();
    Grid frame = Grid.of(12, 12);
    ModelBackend vector = Plugins.backends().named("vector");
    try (TokenModel transformer = Backends.openModel(vector, folder);
        ImageTokenizer tokenizer = Backends.openImageTokenizer(vector, folder)) {
      int[] all = IntStream.range(0, transformer.info().defaultGrid().cells()).toArray();
      for (int i = 0; i < NumberedVideos.classNames().size(); i++) {
        long number = NumberedPictures.HELD_OUT + i;
        int[] video =
            NumberedVideos.video(number).stream()
                .flatMapToInt(each -> Arrays.stream(tokenizer.encode(each).tokens()))
                .toArray();
        assertEquals(NumberedVideos.FRAMES * frame.cells(), video.length);
        tokens.put(NumberedVideos.label(number), video);
      }
      assertEquals(NumberedVideos.classNames().size(), tokens.size());
      double stated = record(folder).get("heldOutLoss").getAsDouble();
      assertEquals(stated, loss(transformer, tokens, List.of(all)), 0.3 * stated);
    }
  }

  private static int[] cells(IntPredicate wanted) {
    return IntStream.range(0, SIDE * SIDE).filter(wanted).toArray();
  }

  /** On a picture of each class. */
  private static void assertExplains(ModelBackend backend, Path folder, List<int[]> steps)
      throws IOException {
    Map<Integer, int[]> tokens = new LinkedHashMap<>();
    try (TokenModel transformer = Backends.openModel(backend, folder);
        ImageTokenizer tokenizer = Backends.openImageTokenizer(backend, folder)) {
      for (int i = 0; i < PictureSet.classNames().size(); i++) {
        long number = NumberedPictures.HELD_OUT + i;
        tokens.put(
            NumberedPictures.label(number),
            tokenizer.encode(NumberedPictures.picture(number)).tokens());
      }
      assertEquals(PictureSet.classNames().size(), tokens.size());
      double loss = loss(transformer, tokens, steps);
      double stated = record(folder).get("heldOutLoss").getAsDouble();
      assertEquals(stated, loss, 0.1 * stated);
      assertTrue(loss < 0.6 * UNIGRAM_LOSS, "loss " + loss);
    }
  }

  /**
   * Of the cells of each step in one pass, which are fed in the next one or, the only one, in it;
   * the tokens are those of a picture of each label.
   */
  private static double loss(TokenModel model, Map<Integer, int[]> tokens, List<int[]> steps) {
    List<Lane> lanes =
        tokens.keySet().stream()
            .map(label -> new Lane(new ClassLabel(label), Lane.Role.CONDITIONAL))
            .toList();
    List<int[]> pictures = List.copyOf(tokens.values());
    SequenceLayout layout = model.layout(model.info().defaultGrid());
    float[] row = new float[model.info().vocabulary()];
    double sum = 0;
    try (ModelSession session = model.open(SessionRequest.of(layout, lanes))) {
      for (int step = 0; step < steps.size(); step++) {
        int[] asked = steps.get(step);
        int[] fed =
            steps.size() == 1
                ? Arrays.copyOf(asked, asked.length - 1)
                : step == 0 ? new int[0] : steps.get(step - 1);
        List<LanePass> passes = new ArrayList<>();
        for (int lane = 0; lane < pictures.size(); lane++) {
          int[] picture = pictures.get(lane);
          int[] given = Arrays.stream(fed).map(cell -> picture[cell]).toArray();
          passes.add(LanePass.of(lane, step == 0, fed, given, asked));
        }
        Logits logits = session.forward(new ForwardPass(passes));
        for (int i = 0; i < logits.rows(); i++) {
          logits.copyRow(i, row);
          double total = 0;
          for (float logit : row) {
            total += Math.exp(logit);
          }
          sum += Math.log(total) - row[pictures.get(i / asked.length)[asked[i % asked.length]]];
        }
      }
    }
    return sum / (pictures.size() * layout.grid().cells());
  }

  @Test
  void neighboursPaintAnAntiDiagonalAPass() {
    assertEquals(11, passes("scenes-flashar", "neighbours"));
  }

  @Test
  void cellsInAnyOrderTakeTheirSteps() {
    assertEquals(7, passes("scenes-any", "any-order:order=random,steps=7"));
  }

  @Test
  void headsSavePassesAndChangeNoToken() {
    try (Pipeline pipeline = Pipeline.open(on("scenes-medusa"))) {
      ImagePlan plan = pipeline.plan(order());
      StrategyResult drafted = pipeline.run(plan, StrategyChoice.of("medusa"));
      StrategyResult plain = pipeline.run(plan, StrategyChoice.of("ntp"));
      assertEquals(1.0, drafted.agreementWith(plain));
      assertTrue(
          drafted.metrics().forwardPasses() < plain.metrics().forwardPasses(),
          drafted.metrics().forwardPasses() + " passes");
    }
  }

  private static int passes(String model, String strategy) {
    try (Pipeline pipeline = Pipeline.open(on(model))) {
      return pipeline
          .run(pipeline.plan(order()), StrategyChoice.of(strategy))
          .metrics()
          .forwardPasses();
    }
  }

  private static ModelChoice on(String model) {
    return ModelChoice.on(BackendChoice.parse("vector", Map.of(), Plugins.backends())).with(model);
  }

  private static ImageOrder order() {
    return ImageOrder.of(Subject.ofClass("sunset"))
        .withSeed(1)
        .withSize(new ImageSize.Tokens(Grid.of(6, 6)));
  }
}
