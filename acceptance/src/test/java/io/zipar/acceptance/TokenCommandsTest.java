/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.pictures.NumberedPictures;
import io.zipar.pipeline.output.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands encode and decode, and videos as files, on the real jars. */
class TokenCommandsTest {
  @TempDir Path work;

  private Path out() {
    return work.resolve("out");
  }

  private static void run(Object... arguments) throws IOException, InterruptedException {
    CommandLine.Outcome outcome = CommandLine.run(arguments);
    assertEquals(0, outcome.status(), outcome.everything());
    assertEquals(List.of(), outcome.err());
  }

  private BufferedImage picture(String name) throws IOException {
    return ImageIO.read(out().resolve(name).toFile());
  }

  private static int[] codes(JsonObject file) {
    return file
        .getAsJsonArray("images")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("codes")
        .asList()
        .stream()
        .mapToInt(each -> each.getAsInt())
        .toArray();
  }

  @Test
  void codesBecomeThePicturesOfTheAuthorsCode() throws IOException, InterruptedException {
    Golden golden = Golden.of("janus/janus-tiny");
    String images =
        IntStream.range(0, 2)
            .mapToObj(i -> Arrays.toString(golden.array("decode_tokens").get(i).ints()))
            .map(codes -> "{\"rows\": 8, \"columns\": 8, \"codes\": " + codes + "}")
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    Path file = Files.writeString(work.resolve("t.json"), "{\"images\": [" + images + "]}");
    run("decode", file, "--vq", Fixtures.path("janus/janus-tiny"), "--out", out());
    for (int i = 0; i < 2; i++) {
      int[] expected = golden.array("decode_image_u8").get(i).ints();
      int[] painted = new int[expected.length];
      picture("t-" + (i + 1) + ".png").getRaster().getPixels(0, 0, 16, 16, painted);
      for (int j = 0; j < painted.length; j++) {
        assertEquals(expected[j], painted[j], 1);
      }
    }
  }

  @Test
  void picturesOfThePackagedModelGoThereAndBack() throws IOException, InterruptedException {
    Path photo = work.resolve("photo.png");
    Pictures.save(NumberedPictures.picture(4), photo);
    run("encode", photo, "--out", out());
    int[] first = codes(CommandLine.report(out().resolve("photo.json")));
    assertEquals(576, first.length);
    run("decode", out().resolve("photo.json"), "--model", "scenes", "--out", out());
    BufferedImage again = picture("photo.png");
    BufferedImage before = ImageIO.read(photo.toFile());
    double error = 0;
    for (int i = 0; i < 96 * 96; i++) {
      int a = before.getRGB(i % 96, i / 96) >> 8 & 0xff;
      error += Math.abs(a - (again.getRGB(i % 96, i / 96) >> 8 & 0xff));
    }
    assertTrue(error / (96 * 96) < 12, "green differs by " + error / (96 * 96));
    run("encode", out().resolve("photo.png"), "--out", out());
    int[] second = codes(CommandLine.report(out().resolve("photo.json")));
    long equal = IntStream.range(0, 576).filter(i -> first[i] == second[i]).count();
    assertTrue(equal > 400, equal + " codes are equal");
  }

  @Test
  void aVideoIsWrittenAndGoesOn() throws IOException, InterruptedException {
    Path report = work.resolve("r.json");
    run(
        "generate",
        "--backend",
        "synthetic",
        "--grid",
        "3x4x5",
        "--class",
        1,
        "--strategy",
        "ntp",
        "--out",
        out(),
        "--report",
        report);
    BufferedImage strip = picture("class-1-seed-0-strip.png");
    BufferedImage first = picture("class-1-seed-0.png");
    assertEquals(3 * first.getWidth(), strip.getWidth());
    assertEquals(first.getRGB(0, 0), strip.getRGB(0, 0));
    int[] tokens = tokens(report);
    run(
        "generate",
        "--backend",
        "synthetic",
        "--grid",
        "3x4x5",
        "--class",
        1,
        "--strategy",
        "ntp",
        "--seed",
        7,
        "--image",
        out().resolve("class-1-seed-0-strip.png"),
        "--given-frames",
        2,
        "--out",
        out(),
        "--report",
        report);
    assertArrayEquals(Arrays.copyOf(tokens, 40), Arrays.copyOf(tokens(report), 40));
  }

  private static int[] tokens(Path report) throws IOException {
    return CommandLine.report(report)
        .getAsJsonArray("images")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("tokens")
        .asList()
        .stream()
        .mapToInt(each -> each.getAsInt())
        .toArray();
  }
}
