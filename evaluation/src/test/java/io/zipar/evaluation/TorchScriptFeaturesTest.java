/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptFeaturesTest {
  private static final String MEANS = "x: Tensor) -> Tensor:\n    return torch.mean(x, [2, 3])\n";

  @TempDir private Path folder;

  /** A module without parameters, as torch.jit.save lays it out. */
  private Path script(String arguments) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", "\u0080\u0002c__torch__\nNet\n)\u0081}X\b\0\0\0training\u0089sb.");
      put(
          zip,
          "code/__torch__.py",
          "class Net(Module):\n"
              + "  __parameters__ = []\n"
              + "  __buffers__ = []\n"
              + "  training : bool\n"
              + "  def forward(self: __torch__.Net,\n    "
              + arguments);
      put(zip, "constants.pkl", "\u0080\u0002).");
      put(zip, "version", "3\n");
    }
    return Files.write(folder.resolve("net.pt"), bytes.toByteArray());
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
    ZipEntry entry = new ZipEntry("net/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static TorchScriptFeatures.Input input(PixelRange range, boolean flag) {
    return new TorchScriptFeatures.Input(4, range, flag);
  }

  private static PixelImage flat(float value) {
    float[] planes = new float[48];
    Arrays.fill(planes, value);
    return new PixelImage(4, 4, planes);
  }

  @Test
  void featuresAreWhatTheScriptReturns() throws IOException {
    Path file = script(MEANS);
    for (PixelRange range : List.of(PixelRange.SYMMETRIC, PixelRange.UNIT, PixelRange.BYTES)) {
      try (TorchScriptFeatures network = TorchScriptFeatures.open(file, input(range, false))) {
        assertEquals(3, network.width());
        float[][] rows = network.features(List.of(flat(-1), flat(1))).rows();
        float least = range == PixelRange.SYMMETRIC ? -1 : 0;
        float most = range == PixelRange.BYTES ? 255 : 1;
        assertArrayEquals(new float[] {least, least, least}, rows[0], 1e-3f);
        assertArrayEquals(new float[] {most, most, most}, rows[1], 1e-3f);
      }
    }
  }

  @Test
  void aFlagReachesTheScript() throws IOException {
    String two =
        "x: Tensor,\n    flag: bool=False) -> Tensor:\n"
            + "    means = torch.mean(x, [2, 3])\n"
            + "    if flag:\n      out = torch.cat([means, means], 1)\n"
            + "    else:\n      out = means\n    return out\n";
    Path file = script(two);
    try (TorchScriptFeatures plain = TorchScriptFeatures.open(file, input(PixelRange.UNIT, false));
        TorchScriptFeatures flag = TorchScriptFeatures.open(file, input(PixelRange.UNIT, true))) {
      assertEquals(3, plain.width());
      assertEquals(6, flag.width());
    }
  }

  @Test
  void otherFilesAreRefusedInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pt"), "no archive");
    Path scalar = script("x: Tensor) -> Tensor:\n    return torch.mean(x)\n");
    byte[] whole = Files.readAllBytes(scalar);
    Path cut = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, whole.length / 2));
    for (Path file : List.of(text, scalar, cut, folder.resolve("none.pt"))) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> TorchScriptFeatures.open(file, input(PixelRange.UNIT, false)))
              .getMessage();
      assertTrue(message.startsWith(file + ": ") && message.lines().count() == 1, message);
    }
  }
}
