/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InceptionFeaturesTest {
  private static final int SIDE = 107;

  @TempDir Path folder;

  private static Path weights() throws URISyntaxException {
    return Path.of(
        InceptionFeaturesTest.class.getResource("/features/inception.safetensors").toURI());
  }

  /** What the NumPy program drew. */
  private static PixelImage picture(int number) {
    float[] planes = new float[3 * SIDE * SIDE];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int value = (y * (3 + number) + x * (5 + channel) + y * x * (number + 1)) % 97;
          planes[(channel * SIDE + y) * SIDE + x] = (float) (value / 48.0 - 1);
        }
      }
    }
    return new PixelImage(SIDE, SIDE, planes);
  }

  @Test
  void featuresAreThoseOfAnotherImplementation() throws IOException, URISyntaxException {
    float[][] expected = NpzResource.rows("/features/inception.npz", "features");
    try (InceptionFeatures network = InceptionFeatures.open(weights(), PixelRange.SYMMETRIC)) {
      assertEquals(expected[0].length, network.width());
      float[][] rows = network.features(List.of(picture(0), picture(1))).rows();
      for (int i = 0; i < expected.length; i++) {
        for (int j = 0; j < expected[i].length; j++) {
          assertEquals(expected[i][j], rows[i][j], 1e-5 * (1 + expected[i][j]), i + ", " + j);
        }
      }
    }
  }

  @Test
  void theContentOfAFileTellsItsKindAndTheProtocolItsRange() throws URISyntaxException {
    TorchScriptFeatures.Input input = new TorchScriptFeatures.Input(4, PixelRange.UNIT, false);
    String pytorch;
    try (FeatureNetwork network = FeatureNetworks.open(weights(), input, FeatureProtocol.SQUARE)) {
      assertInstanceOf(InceptionFeatures.class, network);
      assertEquals(InceptionFeatures.SIDE, network.side());
      pytorch = network.identity();
    }
    try (FeatureNetwork network = FeatureNetworks.open(weights(), input, FeatureProtocol.ADM)) {
      assertTrue(network.identity().endsWith("range TENSORFLOW"), network.identity());
      assertNotEquals(pytorch, network.identity());
    }
    Path text = folder.resolve("text.pt");
    assertThrows(
        InvalidInputException.class,
        () -> FeatureNetworks.open(text, input, FeatureProtocol.SQUARE));
  }

  @Test
  void whatIsMissingOrOfAnotherShapeIsNamed() throws IOException, URISyntaxException {
    String text = Files.readString(weights(), StandardCharsets.ISO_8859_1);
    refuse(
        text.replace("Conv2d_1a_3x3.conv.weight", "Conv2d_1x_3x3.conv.weight"),
        "holds no Inception network as pytorch-fid names its tensors: Conv2d_1a_3x3.conv.weight"
            + " is missing");
    refuse(
        text.replace("Mixed_6c.branch7x7_2.bn.bias", "Mixed_6c.branch7x7_2.bn.bies"),
        "the Inception network is not whole: Mixed_6c.branch7x7_2.bn.bias is missing");
    refuse(
        text.replace("\"shape\":[3,2,1,7]", "\"shape\":[3,2,7,1]"),
        "tensor Mixed_6b.branch7x7_2.conv.weight has the shape [3, 2, 7, 1], not [3, 2, 1, 7]");
  }

  private void refuse(String content, String problem) throws IOException {
    Path file = folder.resolve("net.safetensors");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> InceptionFeatures.open(file, PixelRange.SYMMETRIC))
            .getMessage();
    assertEquals(file + ": " + problem, message);
  }
}
