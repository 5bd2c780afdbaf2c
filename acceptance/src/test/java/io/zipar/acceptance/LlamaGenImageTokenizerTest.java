/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.Grid;
import io.zipar.PixelImage;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.fixtures.GoldenArray;
import io.zipar.spi.ImageTokenizer;
import io.zipar.spi.ModelBackend;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens to pixels and pixels to tokens, as the authors' image tokenizer does it. */
class LlamaGenImageTokenizerTest {
  private static final float TOLERANCE = 1e-4f;

  /** Two families with the same network, whose golden data name their arrays in their own ways. */
  private enum Files {
    SAFETENSORS("llamagen/vq-tiny", "llamagen/vq-tiny/model.safetensors"),
    TORCH("llamagen/vq-tiny", "llamagen/vq-tiny/model.pt"),
    JANUS("janus/janus-tiny", "janus/janus-tiny"),
    JANUS_SHARDS("janus/janus-tiny", "janus/janus-tiny-bin");

    private final String expected;
    private final String checkpoint;

    Files(String expected, String checkpoint) {
      this.expected = expected;
      this.checkpoint = checkpoint;
    }

    private boolean isJanus() {
      return expected.startsWith("janus");
    }

    String codes() {
      return isJanus() ? "decode_tokens" : "codes";
    }

    String rectCodes() {
      return isJanus() ? "rect_tokens" : "rect_codes";
    }

    String image() {
      return isJanus() ? "decode_image" : "image";
    }
  }

  static Stream<Arguments> backendsAndFiles() {
    return Backends.all()
        .flatMap(backend -> Arrays.stream(Files.values()).map(file -> Arguments.of(backend, file)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("backendsAndFiles")
  void decodes(ModelBackend backend, Files file) {
    Golden golden = Golden.of(file.expected);
    try (ImageTokenizer tokenizer = open(backend, file)) {
      checkDecode(golden, tokenizer, file.codes(), file.image(), Grid.of(8, 8));
      checkDecode(golden, tokenizer, file.rectCodes(), "rect_image", Grid.of(4, 6));
      GoldenArray bytes = golden.array(file.image() + "_u8");
      for (int i = 0; i < bytes.count(); i++) {
        int[] codes = golden.array(file.codes()).get(i).ints();
        byte[] actual = tokenizer.decode(Grid.of(8, 8), codes).toRgb8();
        int[] expected = bytes.get(i).ints();
        for (int j = 0; j < expected.length; j++) {
          assertEquals(expected[j], actual[j] & 0xff, 1);
        }
      }
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("backendsAndFiles")
  void encodes(ModelBackend backend, Files file) {
    Golden golden = Golden.of(file.expected);
    try (ImageTokenizer tokenizer = open(backend, file)) {
      checkEncode(golden, tokenizer, "encode_input", "encode_indices", Grid.of(8, 8));
      checkEncode(golden, tokenizer, "rect_encode_input", "rect_encode_indices", Grid.of(3, 5));
    }
  }

  static void checkDecode(
      Golden golden, ImageTokenizer tokenizer, String codes, String image, Grid grid) {
    GoldenArray inputs = golden.array(codes);
    for (int i = 0; i < inputs.count(); i++) {
      PixelImage picture = tokenizer.decode(grid, inputs.get(i).ints());
      assertEquals(grid.columns() * tokenizer.downsampling(), picture.width());
      assertEquals(grid.rows() * tokenizer.downsampling(), picture.height());
      assertArrayEquals(golden.array(image).get(i).floats(), picture.planes(), TOLERANCE);
    }
  }

  static void checkEncode(
      Golden golden, ImageTokenizer tokenizer, String input, String indices, Grid grid) {
    GoldenArray pictures = golden.array(input);
    for (int i = 0; i < pictures.count(); i++) {
      int side = tokenizer.downsampling();
      PixelImage picture =
          new PixelImage(grid.columns() * side, grid.rows() * side, pictures.get(i).floats());
      ImageTokenizer.Encoded encoded = tokenizer.encode(picture);
      assertEquals(grid, encoded.grid());
      assertArrayEquals(golden.array(indices).get(i).ints(), encoded.tokens());
    }
  }

  private static ImageTokenizer open(ModelBackend backend, Files file) {
    return Backends.openImageTokenizer(backend, Fixtures.path(file.checkpoint));
  }
}
