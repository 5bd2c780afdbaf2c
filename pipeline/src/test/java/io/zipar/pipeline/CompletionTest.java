/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.GeneratedImage;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.plugin.Plugins;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private static final Grid GRID = Grid.of(4, 6);

  private final GivenPictures successors = pictures(Prediction.SUCCESSOR, GRID);
  private final GivenPictures anyCells = pictures(Prediction.ANY_CELL, GRID);

  private static GivenPictures pictures(Prediction prediction, Grid grid) {
    return new GivenPictures("tiny", prediction, grid);
  }

  /** Two pixels a side make a token: ten times the red of the first. */
  private static final class Tens implements ImageTokenizer {
    @Override
    public int codebookSize() {
      return 100;
    }

    @Override
    public int downsampling() {
      return 2;
    }

    @Override
    public PixelImage decode(Grid grid, int[] tokens) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Encoded encode(PixelImage image) {
      Grid grid = Grid.of(image.height() / 2, image.width() / 2);
      int[] tokens =
          IntStream.range(0, grid.cells())
              .map(
                  i ->
                      Math.round(
                          10 * image.value(0, i / grid.columns() * 2, i % grid.columns() * 2)))
              .toArray();
      return new Encoded(grid, tokens);
    }

    @Override
    public void close() {}
  }

  private static PixelImage picture(int width, int height, float... bright) {
    float[] planes = new float[3 * width * height];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = bright[i % width * bright.length / width];
    }
    return new PixelImage(width, height, planes);
  }

  private GivenCells cells(GivenPictures pictures, PixelImage picture, GivenPart part) {
    return pictures.cells(Completion.of(picture, part), new Tens()).get(0);
  }

  private static void assertRefused(Setting setting, String problem, Runnable what) {
    UnusableSettingException failure = assertThrows(UnusableSettingException.class, what::run);
    assertEquals(setting, failure.setting());
    assertEquals(problem, failure.problem());
  }

  @Test
  void rowsAreThoseOfTheScaledPicture() {
    for (int factor = 1; factor <= 3; factor++) {
      PixelImage picture = picture(12 * factor, 8 * factor, 0.1f, 0.2f, 0.3f);
      assertEquals(
          GivenCells.of(1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3),
          cells(successors, picture, new GivenPart.Rows(2)));
    }
    for (int rows : new int[] {0, -1, 4}) {
      assertRefused(
          Setting.GIVEN_ROWS,
          " " + rows + " is not in 1 ... 3: the grid has 4 rows",
          () -> successors.check(new GivenPart.Rows(rows)));
    }
    assertRefused(
        Setting.GIVEN_ROWS,
        " 1: the grid has one of the rows alone, and nothing would be left",
        () -> pictures(Prediction.SUCCESSOR, Grid.of(1, 6)).check(new GivenPart.Rows(1)));
    assertRefused(
        Setting.GIVEN_ROWS,
        ": the grid 2x4x6 is that of a video, of which frames are given",
        () -> pictures(Prediction.SUCCESSOR, new Grid(2, 4, 6)).check(new GivenPart.Rows(1)));
  }

  @Test
  void framesAreAStripAndOneFrameIsAnyPicture() {
    GivenPictures video = pictures(Prediction.SUCCESSOR, new Grid(3, 1, 2));
    PixelImage strip = picture(12, 2, 0.1f, 0.2f, 0.3f);
    assertEquals(GivenCells.of(1, 1, 2, 2), cells(video, strip, new GivenPart.Frames(2)));
    assertEquals(GivenCells.of(1, 1), cells(video, strip, new GivenPart.Frames(1)));
    assertEquals(GivenCells.of(7, 7), cells(video, picture(5, 9, 0.7f), new GivenPart.Frames(1)));
    assertRefused(
        Setting.PICTURE,
        " 1 has 4 x 2 pixels: 2 frames are a strip side by side, 4 x 2 pixels each",
        () -> cells(video, picture(4, 2, 0.1f), new GivenPart.Frames(2)));
    assertRefused(
        Setting.GIVEN_FRAMES,
        " 3 is not in 1 ... 2: the grid has 3 frames",
        () -> video.check(new GivenPart.Frames(3)));
    assertRefused(
        Setting.GIVEN_FRAMES,
        " 1: the grid has one of the frames alone, and nothing would be left",
        () -> successors.check(new GivenPart.Frames(1)));
  }

  @Test
  void aMaskGivesTheTokensThatItIsWhiteOver() {
    PixelImage picture = picture(12, 8, 0.5f);
    GivenPart ofTokens = new GivenPart.Mask(picture(6, 4, -1, 1, -1));
    int[] row = {-1, -1, 5, 5, -1, -1};
    int[] all = new int[24];
    Arrays.setAll(all, i -> row[i % 6]);
    assertEquals(GivenCells.of(all), cells(anyCells, picture, ofTokens));
    GivenPart ofPixels = new GivenPart.Mask(picture(24, 16, -1, 1, -1));
    assertEquals(GivenCells.of(all), cells(anyCells, picture(24, 16, 0.5f), ofPixels));
    // One dark pixel in a token's square opens it.
    float[] dot = picture(12, 8, -1, 1, -1).planes();
    for (int channel = 0; channel < 3; channel++) {
      dot[channel * 96 + 5] = -1;
    }
    all[2] = -1;
    assertEquals(
        GivenCells.of(all),
        cells(anyCells, picture, new GivenPart.Mask(new PixelImage(12, 8, dot))));
  }

  @Test
  void aMaskThatCannotServeIsRefused() {
    PixelImage picture = picture(12, 8, 0.5f);
    assertRefused(
        Setting.GIVEN_MASK,
        " has 5 x 5 pixels: it needs the size of the picture, 12 x 8, or one pixel for each token,"
            + " 6 x 4",
        () -> cells(anyCells, picture, new GivenPart.Mask(picture(5, 5, 1))));
    assertRefused(
        Setting.GIVEN_MASK,
        " is white over no whole token, and so keeps nothing",
        () -> cells(anyCells, picture, new GivenPart.Mask(picture(6, 4, -1))));
    assertRefused(
        Setting.GIVEN_MASK,
        " is white everywhere, and so leaves nothing to generate",
        () -> cells(anyCells, picture, new GivenPart.Mask(picture(6, 4, 1))));
    assertRefused(
        Setting.GIVEN_MASK,
        ": tiny predicts the token that follows, so the first tokens in raster order alone can be"
            + " given: row 0, column 2 is open, and a later one is given",
        () -> cells(successors, picture, new GivenPart.Mask(picture(6, 4, 1, -1, 1))));
  }

  @Test
  void picturesAndSubjectsPair() {
    PixelImage picture = picture(2, 2, 0);
    GivenPart part = new GivenPart.Rows(1);
    Completion three = new Completion(List.of(picture, picture, picture), part);
    assertRefused(
        Setting.PICTURE,
        ": 3 pictures for 2 classes or prompts: give one for all or one for each",
        () -> ImageOrder.of(Subject.ofClass("1"), Subject.ofClass("2")).withCompletion(three));
    assertThrows(IllegalArgumentException.class, () -> new Completion(List.of(), part));
  }

  private static Pipeline scenes(boolean inTurn) {
    ModelChoice choice =
        ModelChoice.on(BackendChoice.parse("vector", Map.of(), Plugins.backends())).with("scenes");
    return Pipeline.open(inTurn ? choice.inTurn() : choice);
  }

  /** What was painted is encoded again and completed; the given tokens stand in every image. */
  @Test
  void everyStrategyKeepsTheGivenRowsOfEachPicture() {
    try (Pipeline pipeline = scenes(false)) {
      ImageOrder order =
          ImageOrder.of(Subject.ofClass("sunset"), Subject.ofClass("maze"))
              .withSize(new ImageSize.Tokens(Grid.of(6, 6)));
      List<PixelImage> painted =
          pipeline.run(pipeline.plan(order), StrategyChoice.of("ntp")).images().stream()
              .map(pipeline::decode)
              .toList();
      ImagePlan plan =
          pipeline.plan(
              order
                  .withSeed(9)
                  .withCount(2)
                  .withCompletion(new Completion(painted, new GivenPart.Rows(2))));
      ImageTokenizer tokenizer = pipeline.imageTokenizer().orElseThrow();
      List<GivenCells> given = plan.images().stream().map(ImageRequest::given).toList();
      for (int i = 0; i < 4; i++) {
        int[] codes = tokenizer.encode(painted.get(i / 2)).tokens();
        assertEquals(GivenCells.of(Arrays.copyOf(codes, 12)), given.get(i));
      }
      StrategyResult ntp = pipeline.run(plan, StrategyChoice.of("ntp"));
      assertEquals(24, ntp.metrics().forwardPasses());
      assertEquals(24, ntp.sequentialPasses());
      StrategyResult zipar = pipeline.run(plan, StrategyChoice.of("zipar:window=2"));
      assertTrue(zipar.metrics().forwardPasses() < 24);
      assertEquals(1.0, pipeline.run(plan, StrategyChoice.of("zipar:window=6")).agreementWith(ntp));
      for (StrategyResult result : List.of(ntp, zipar)) {
        for (int i = 0; i < 4; i++) {
          GeneratedImage image = result.images().get(i);
          int[] kept = Arrays.copyOf(image.tokens(), 12);
          assertEquals(given.get(i), GivenCells.of(kept));
          int[] none = new int[12];
          Arrays.fill(none, GeneratedImage.NONE);
          assertArrayEquals(none, Arrays.copyOf(image.passOfToken(), 12));
        }
      }
    }
  }

  @Test
  void onePictureServesAllSubjectsAndSeveralServeOne() {
    try (Pipeline pipeline = scenes(true)) {
      PixelImage dark = picture(96, 96, -1);
      PixelImage bright = picture(96, 96, 1);
      ImageOrder one = ImageOrder.of(Subject.ofClass("1")).withCount(2).withSeed(5);
      GivenPart part = new GivenPart.Rows(1);
      List<ImageRequest> images =
          pipeline.plan(one.withCompletion(new Completion(List.of(dark, bright), part))).images();
      assertEquals(List.of(5L, 6L, 7L, 8L), images.stream().map(ImageRequest::seed).toList());
      assertEquals(images.get(0).given(), images.get(1).given());
      assertEquals(images.get(2).given(), images.get(3).given());
      assertTrue(!images.get(0).given().equals(images.get(2).given()));
      ImageOrder two = ImageOrder.of(Subject.ofClass("1"), Subject.ofClass("2"));
      List<ImageRequest> both =
          pipeline.plan(two.withCompletion(Completion.of(bright, part))).images();
      assertEquals(images.get(2).given(), both.get(0).given());
      assertEquals(images.get(2).given(), both.get(1).given());
    }
  }

  @Test
  void theWholePictureIsNoPart() {
    InvalidInputException failure =
        assertThrows(
            InvalidInputException.class,
            () -> {
              try (Pipeline pipeline = scenes(false)) {
                pipeline.plan(
                    ImageOrder.of(Subject.ofClass("1"))
                        .withCompletion(Completion.of(picture(2, 2, 0), new GivenPart.Rows(24))));
              }
            });
    assertEquals("given rows 24 is not in 1 ... 23: the grid has 24 rows", failure.getMessage());
  }
}
