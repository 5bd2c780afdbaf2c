/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that are completed, by a model with 4x4 tokens of one pixel. */
class CompletionCommandTest {
  @TempDir private Path temporary;
  private Path picture;
  private Path out;

  @BeforeEach
  void paint() throws IOException {
    out = temporary.resolve("out");
    picture = write("given.png", 8, 8, 0x808080);
    write("large.png", 40, 20, 0xffffff);
    write("mask.png", 4, 4, 0xffffff);
    write("black.png", 4, 4, 0);
    BufferedImage top = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    top.setRGB(0, 0, 0xffffff);
    top.setRGB(1, 0, 0xffffff);
    ImageIO.write(top, "png", temporary.resolve("top.png").toFile());
    top.setRGB(3, 3, 0xffffff);
    ImageIO.write(top, "png", temporary.resolve("corners.png").toFile());
    Files.writeString(temporary.resolve("text.png"), "no picture");
  }

  private Path write(String name, int width, int height, int colour) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(
        0, 0, width, height, IntStream.generate(() -> colour).limit(64 * 64).toArray(), 0, width);
    Path file = temporary.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private String[] generate(String args) {
    List<String> all =
        new ArrayList<>(
            List.of("generate", "--model", "model", "--backend", "fake", "--out", out.toString()));
    Arrays.stream(args.split(" "))
        .map(word -> word.endsWith(".png") ? temporary.resolve(word).toString() : word)
        .forEach(all::add);
    return all.toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({"--given-rows 2, 8", "--given-rows 3, 12", "--given-mask top.png, 2"})
  void theGivenPartIsInTheReportAndInThePicture(String part, int cells) throws IOException {
    Path report = temporary.resolve("r.json");
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(
        0,
        line.run(
            generate(
                "--strategy jacobi --class 1,2 --image given.png " + part + " --report " + report)),
        () -> line.errorLines().toString());
    JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    assertEquals(16 - cells, json.get("sequentialPasses").getAsInt());
    for (int i = 0; i < 2; i++) {
      JsonObject image = json.getAsJsonArray("images").get(i).getAsJsonObject();
      assertEquals(
          IntStream.range(0, cells).boxed().toList(),
          image.getAsJsonArray("given").asList().stream().map(e -> e.getAsInt()).toList());
      for (int cell = 0; cell < 16; cell++) {
        assertEquals(cell < cells, image.getAsJsonArray("passOfToken").get(cell).getAsInt() == -1);
        if (cell < cells) {
          assertEquals(4, image.getAsJsonArray("tokens").get(cell).getAsInt());
        }
      }
      BufferedImage painted =
          ImageIO.read(out.resolve("class-" + (i + 1) + "-seed-" + i + ".png").toFile());
      assertEquals(0xff808080, painted.getRGB(0, 0));
    }
  }

  @Test
  void anOrdinaryReportNamesNoGivenCells() throws IOException {
    Path report = temporary.resolve("r.json");
    CommandLineHarness.plain().run(generate("--strategy jacobi --class 1 --report " + report));
    JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    assertTrue(!json.getAsJsonArray("images").get(0).getAsJsonObject().has("given"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--image given.png | --image needs one of --given-rows, --given-frames and --given-mask",
        "--given-rows 1 | --image is missing, the picture to which --given-rows,",
        "--image given.png --given-rows 1 --given-frames 1 | give only one of --given-rows,",
        "--image given.png --given-rows 4 | --given-rows 4 is not in 1 ... 3: the grid has 4 rows",
        "--image given.png --given-rows 0 | --given-rows 0 is not in 1 ... 3",
        "--image given.png --given-rows x | '--given-rows'",
        "--image given.png --given-frames 1 | --given-frames 1: the grid has one of the frames",
        "--image nothing.png --given-rows 1 | nothing.png: no such file",
        "--image text.png --given-rows 1 | text.png: ",
        "--image given.png --given-mask nothing.png | nothing.png: no such file",
        "--image given.png --given-mask large.png | --given-mask has 40 x 20 pixels: it needs the"
            + " size of the picture, 8 x 8, or one pixel for each token, 4 x 4",
        "--image given.png --given-mask mask.png | --given-mask is white everywhere",
        "--image given.png --given-mask black.png | --given-mask is white over no whole token",
        "--image given.png --given-mask corners.png | the first tokens in raster order alone",
        "--class 2 --image given.png --image large.png --image mask.png --given-rows 1 | --image: 3"
            + " pictures for 2 classes or prompts",
        "--model no-vq --image given.png --given-rows 1 | --vq is missing, which turns a picture",
      })
  void badInputIsOneLineAndLeavesNothing(String args, String message) throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    String[] all = generate("--strategy jacobi --class 1 " + args);
    if (args.startsWith("--model no-vq")) {
      all = Arrays.stream(all).filter(word -> !word.equals("model")).toArray(String[]::new);
      List<String> words = new ArrayList<>(Arrays.asList(all));
      words.remove("--model");
      all = words.toArray(String[]::new);
    }
    assertEquals(2, line.run(all));
    assertEquals(1, line.errorLines().size(), () -> line.errorLines().toString());
    assertTrue(line.errorLines().get(0).contains(message), line.errorLines().get(0));
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(6, files.filter(file -> !file.equals(picture)).count());
    }
    assertTrue(!line.plugins().opened().contains("model"));
  }
}
