/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures into codes and back, by eight shades of grey a pixel. */
class TokenCommandsTest {
  @TempDir private Path temporary;
  private Path out;

  @BeforeEach
  void paint() throws IOException {
    out = temporary.resolve("out");
    for (String name : List.of("a.png", "b.png")) {
      BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
      image.setRGB(1, 0, name.equals("a.png") ? 0x404040 : 0x808080);
      image.setRGB(2, 1, 0xc0c0c0);
      ImageIO.write(image, "png", temporary.resolve(name).toFile());
    }
    Files.createDirectories(temporary.resolve("c"));
    Files.copy(temporary.resolve("a.png"), temporary.resolve("c/a.png"));
  }

  private CommandLineHarness run(int status, String... args) {
    CommandLineHarness line = CommandLineHarness.plain();
    List<String> all = new ArrayList<>();
    for (String word : args) {
      all.add(
          word.endsWith(".png") || word.endsWith(".json")
              ? temporary.resolve(word).toString()
              : word);
    }
    all.addAll(List.of("--backend", "fake", "--out", out.toString()));
    assertEquals(status, line.run(all.toArray(String[]::new)), line.errorLines().toString());
    return line;
  }

  private JsonObject image(Path file, int index) throws IOException {
    return JsonParser.parseString(Files.readString(file))
        .getAsJsonObject()
        .getAsJsonArray("images")
        .get(index)
        .getAsJsonObject();
  }

  private static int[] ints(JsonArray array) {
    return array.asList().stream().mapToInt(each -> each.getAsInt()).toArray();
  }

  @Test
  void picturesBecomeCodesAndCodesPictures() throws IOException {
    CommandLineHarness line = run(0, "encode", "a.png", "b.png", "--vq", "vq");
    assertTrue(line.out().contains("wrote " + out.resolve("a.json")), line.out());
    assertEquals(List.of("tokenizer"), line.plugins().opened());
    JsonObject b = image(out.resolve("b.json"), 0);
    assertEquals(2, b.get("rows").getAsInt());
    assertEquals(3, b.get("columns").getAsInt());
    assertArrayEquals(new int[] {0, 4, 0, 0, 0, 6}, ints(b.getAsJsonArray("codes")));
    run(0, "decode", "out/a.json", "out/b.json", "--vq", "vq");
    BufferedImage painted = ImageIO.read(out.resolve("b.png").toFile());
    assertEquals(3, painted.getWidth());
    assertEquals(0xff808080, painted.getRGB(1, 0));
    run(0, "encode", "out/b.png", "--vq", "vq");
    assertEquals(b.get("codes"), image(out.resolve("b.json"), 0).get("codes"));
  }

  @Test
  void aPictureIsScaledToTheSize() throws IOException {
    run(0, "encode", "a.png", "--vq", "vq", "--size", "6x4");
    JsonObject a = image(out.resolve("a.json"), 0);
    assertEquals(4, a.get("rows").getAsInt());
    assertEquals(24, a.getAsJsonArray("codes").size());
  }

  @Test
  void theImagesOfAReportArePaintedAgain() throws IOException {
    Path report = temporary.resolve("r.json");
    run(
        0,
        "generate",
        "--model",
        "model",
        "--class",
        "1,2",
        "--strategy",
        "jacobi",
        "--report",
        report.toString());
    byte[] first = Files.readAllBytes(out.resolve("class-2-seed-1.png"));
    run(0, "decode", "r.json", "--model", "model");
    assertArrayEquals(first, Files.readAllBytes(out.resolve("r-2.png")));
    assertTrue(Files.exists(out.resolve("r-1.png")));
  }

  @Test
  void aVideoIsAMovingPictureAndAStrip() throws IOException {
    Files.writeString(
        temporary.resolve("v.json"),
        "{\"images\":[{\"frames\":3,\"rows\":1,\"columns\":2,\"codes\":[0,1,2,3,4,5]}]}");
    run(0, "decode", "v.json", "--vq", "vq");
    assertEquals(6, ImageIO.read(out.resolve("v-strip.png").toFile()).getWidth());
    assertEquals(2, ImageIO.read(out.resolve("v.png").toFile()).getWidth());
    assertTrue(
        new String(Files.readAllBytes(out.resolve("v.png")), StandardCharsets.ISO_8859_1)
            .contains("acTL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "nonsense | t.json: is not valid JSON at line 1, column 1",
        "[1] | has no images: it is no object",
        "{\"images\":[]} | images is [], not a value, or a list of some",
        "{\"images\":[3]} | image 1: is no object",
        "{\"images\":[{\"columns\":2,\"codes\":[1]}]} | image 1: rows is missing",
        "{\"images\":[{\"rows\":1.5,\"columns\":2}]} | rows is 1.5, not a whole number",
        "{\"images\":[{\"rows\":1,\"columns\":2}]} | image 1: has no codes",
        "{\"images\":[{\"rows\":1,\"columns\":2,\"codes\":[1]}]} | has 1 codes, but its grid 1x2"
            + " has 2",
        "{\"images\":[{\"rows\":1,\"columns\":2,\"codes\":[1,8]}]} | image 1: the code at"
            + " cell 1 is 8, not a whole number from 0 to 7",
        "{\"images\":[{\"rows\":1,\"columns\":1,\"codes\":[-1]}]} | cell 0 is -1, not",
        "{\"images\":[{\"rows\":1,\"columns\":1,\"codes\":[\"x\"]}]} | cell 0 is \"x\", not",
        "{\"images\":[{\"rows\":1,\"columns\":1,\"codes\":[1e999999999]}]} | cell 0 is Infinity, not a whole",
        "{\"images\":[{\"rows\":99999999,\"columns\":99999999,\"codes\":[]}]} | image 1: grid",
      })
  void badCodesAreOneLineAndLeaveNothing(String json, String message) throws IOException {
    Files.writeString(temporary.resolve("t.json"), json);
    assertRefused(run(2, "decode", "t.json", "--vq", "vq"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encode a.png c/a.png --vq vq | would both be written as a.json",
        "encode nothing.png --vq vq | nothing.png: no such file",
        "encode --vq vq | PICTURE",
        "decode nothing.json --vq vq | nothing.json: no such file",
        "encode a.png --model no-vq | --vq is missing: none was named, and none stands beside",
      })
  void badInputIsOneLineAndLeavesNothing(String args, String message) throws IOException {
    assertRefused(run(2, args.split(" ")), message);
  }

  private void assertRefused(CommandLineHarness line, String message) {
    assertEquals(1, line.errorLines().size(), line.errorLines().toString());
    assertTrue(line.errorLines().get(0).contains(message), line.errorLines().get(0));
    assertTrue(Files.notExists(out));
    assertEquals("", line.out());
  }
}
