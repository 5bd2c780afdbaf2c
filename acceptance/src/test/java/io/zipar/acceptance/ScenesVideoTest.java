/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged model of videos at the command line, which else expects pictures. */
class ScenesVideoTest {
  private static final String MODEL = "scenes-video";
  private static final int SIDE = 48;
  private static final int FRAMES = 6;

  @TempDir private Path work;

  private Path out() {
    return work.resolve("out");
  }

  private CommandLine.Outcome run(int status, String command, Object... more)
      throws IOException, InterruptedException {
    Object[] all =
        Stream.concat(Stream.of(command, "--model", MODEL, "--out", out()), Arrays.stream(more))
            .toArray();
    CommandLine.Outcome outcome = CommandLine.run(all);
    assertEquals(status, outcome.status(), outcome.everything());
    return outcome;
  }

  private BufferedImage picture(String name) throws IOException {
    return ImageIO.read(out().resolve(name).toFile());
  }

  private boolean moves(String name) throws IOException {
    byte[] content = Files.readAllBytes(out().resolve(name));
    return new String(content, StandardCharsets.ISO_8859_1).contains("acTL");
  }

  @Test
  void aClassByNameIsAMovingPictureAndAStrip() throws IOException, InterruptedException {
    Path report = work.resolve("r.json");
    run(
        0,
        "generate",
        "--class",
        "balloon",
        "--strategy",
        "zipar:window=4,frame-window=4",
        "--report",
        report);
    assertTrue(moves("class-2-seed-0.png"));
    assertEquals(SIDE, picture("class-2-seed-0.png").getWidth());
    assertEquals(FRAMES * SIDE, picture("class-2-seed-0-strip.png").getWidth());
    assertEquals(SIDE, picture("class-2-seed-0-strip.png").getHeight());
    JsonObject image = CommandLine.report(report).getAsJsonArray("images").get(0).getAsJsonObject();
    int[] passes =
        image.getAsJsonArray("passOfToken").asList().stream().mapToInt(e -> e.getAsInt()).toArray();
    assertEquals(FRAMES * 12 * 12, passes.length);
    assertEquals(144, Arrays.stream(passes).max().orElseThrow() + 1);
  }

  @Test
  void aGridOfOneFrameIsAPicture() throws IOException, InterruptedException {
    run(0, "generate", "--class", "2", "--grid", "4x12", "--strategy", "zipar:window=4");
    assertFalse(moves("class-2-seed-0.png"));
    assertEquals(16, picture("class-2-seed-0.png").getHeight());
    assertFalse(Files.exists(out().resolve("class-2-seed-0-strip.png")));
  }

  @Test
  void aComparisonShowsStrips() throws IOException, InterruptedException {
    run(
        0,
        "compare",
        "--class",
        "star",
        "--grid",
        "2x4x12",
        "--strategy",
        "zipar:window=4",
        "--strategy",
        "jacobi");
    assertTrue(picture("contact-sheet.png").getWidth() > 2 * SIDE);
  }

  @Test
  void aVideoGoesOn() throws IOException, InterruptedException {
    run(0, "generate", "--class", "star", "--grid", "2x12x12", "--strategy", "zipar:window=4");
    Path strip = work.resolve("strip.png");
    Files.copy(out().resolve("class-4-seed-0-strip.png"), strip);
    run(
        0,
        "generate",
        "--class",
        "star",
        "--grid",
        "3x12x12",
        "--strategy",
        "zipar:window=4",
        "--seed",
        "7",
        "--image",
        strip,
        "--given-frames",
        "2");
    assertEquals(3 * SIDE, picture("class-4-seed-7-strip.png").getWidth());
  }

  @Test
  void aClassOfPicturesIsNone() throws IOException, InterruptedException {
    CommandLine.Outcome outcome = run(2, "generate", "--class", "mountains", "--strategy", "ntp");
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(
        outcome.err().get(0).contains("clouds, sunset, balloon, boat, star, ball"),
        outcome.everything());
  }

  /** By default of the model's own classes; what is compared with is of pictures, though. */
  @Test
  void evaluateSaysAtOnceThatVideosAreNoPictures() throws IOException, InterruptedException {
    CommandLine.Outcome outcome =
        run(2, "evaluate", "--strategy", "ntp", "--images-per-class", "1");
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(
        outcome.err().get(0).contains("grid 6x12x12: videos are no procedural pictures"),
        outcome.everything());
  }

  @Test
  void anExperimentMeasuresWhatNeedsNoClassifier() throws IOException, InterruptedException {
    Path file = work.resolve("e.json");
    Files.writeString(
        file,
        """
        {"model": ["scenes-video"], "strategy": ["zipar:window=4,frame-window=1"],
         "grid": ["2x4x12"], "images": {"classes": ["ball", 0], "count": 1},
         "measures": ["passes", "nll"]}
        """);
    CommandLine.Outcome outcome = CommandLine.run("experiment", "run", file, "--out", out());
    assertEquals(0, outcome.status(), outcome.everything());
    CommandLine.Outcome report = CommandLine.run("experiment", "report", out());
    assertEquals(0, report.status(), report.everything());
  }

  @Test
  void theListHasItsClasses() throws IOException, InterruptedException {
    List<String> lines = CommandLine.run("models").out();
    assertTrue(
        lines.stream()
            .anyMatch(
                line ->
                    line.startsWith("--model scenes-video ")
                        && line.endsWith("clouds, sunset, balloon, boat, star, ball")),
        lines.toString());
  }
}
